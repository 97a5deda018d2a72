// const old = "gpt-4";
/* claude-3-opus-20240229 */
export const model = 'gpt-4o-2024-08-06';
const systemPrompt = `You are a bank clerk.`;
const built: string = "x";
const url = "https://api.openai.com/v1"; // https://api.anthropic.com
