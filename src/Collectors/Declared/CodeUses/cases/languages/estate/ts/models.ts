export const MODEL = "claude-3-5-haiku-20241022";
