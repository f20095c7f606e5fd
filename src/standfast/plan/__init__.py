"""Situation and knowledge -> Plan. The order of the steps and who can help now; every sentence comes from knowledge."""

from .answers import answers_from
from .ask import choices, first_questions, follow_ups
from .directory import routes
from .guided import named, serving
from .make import plan
from .weigh import weigh

__all__ = ["answers_from", "choices", "first_questions", "follow_ups", "named", "plan", "routes", "serving", "weigh"]
