"""A small linear model beside the rules, trained by tools/train.py."""

from .features import BUCKETS, bucket, pair_feature, rule_features, scale, word_features
from .model import Guess, Model, levels, model, unpack, windows

__all__ = [
    "BUCKETS",
    "Guess",
    "Model",
    "bucket",
    "levels",
    "model",
    "pair_feature",
    "rule_features",
    "scale",
    "unpack",
    "windows",
    "word_features",
]
