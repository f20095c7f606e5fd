"""WhatsApp's exported chats, as text: shared by the reader of single files and the one of ZIPs."""

from .chat import begins_here, read_chat
from .title import other_name, stem

__all__ = ["begins_here", "other_name", "read_chat", "stem"]
