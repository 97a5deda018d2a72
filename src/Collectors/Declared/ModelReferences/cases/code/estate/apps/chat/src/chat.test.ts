const m = "claude-3-opus-20240229";
