"""Discord: the data package of the company, and the chats that DiscordChatExporter writes."""
