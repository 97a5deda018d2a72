using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Models that run in the program itself.</summary>
internal static class LocalModels
{
    private const string Autos = "AutoModel AutoModelForCausalLM AutoModelForSequenceClassification AutoModelForSeq2SeqLM AutoModelForTokenClassification AutoModelForQuestionAnswering AutoModelForImageClassification AutoModelForSpeechSeq2Seq AutoModelForVision2Seq AutoModelForImageTextToText AutoModelForMaskedLM BertModel BertForSequenceClassification LlamaForCausalLM GPT2LMHeadModel T5ForConditionalGeneration WhisperForConditionalGeneration CLIPModel";

    public static Sdk[] All { get; } =
    [
        new("transformers", "huggingface", "transformers @huggingface/transformers @xenova/transformers",
            Make(Inference, "hf-pipeline", "transformers::pipeline @huggingface/transformers::pipeline @xenova/transformers::pipeline", model: "model 1"),
            Make(Inference, "hf-model", string.Join(' ', Autos.Split(' ').Select(a => $"transformers::{a}.from_pretrained")), model: "pretrained_model_name_or_path 0"),
            Make(Training, "", "transformers::Trainer transformers::Seq2SeqTrainer", model: "model")),
        new("sentence-transformers", "huggingface", "sentence_transformers",
            Make(Inference, "st-model", "sentence_transformers::SentenceTransformer sentence_transformers::CrossEncoder", model: "model_name_or_path model_name 0"),
            On("st-model", Embedding, "encode encode_multi_process")),
        new("diffusers", "huggingface", "diffusers",
            Make(Inference, "", "diffusers::DiffusionPipeline.from_pretrained diffusers::StableDiffusionPipeline.from_pretrained diffusers::StableDiffusionXLPipeline.from_pretrained diffusers::FluxPipeline.from_pretrained diffusers::AutoPipelineForText2Image.from_pretrained", model: "pretrained_model_name_or_path 0")),
        new("peft", "huggingface", "peft", Make(Inference, "", "peft::PeftModel.from_pretrained peft::AutoPeftModelForCausalLM.from_pretrained", model: "model_id pretrained_model_name_or_path 1"), Make(Training, "", "peft::get_peft_model")),
        new("trl", "huggingface", "trl", Make(Training, "", "trl::SFTTrainer trl::DPOTrainer trl::PPOTrainer trl::GRPOTrainer", model: "model 0")),
        new("unsloth", "huggingface", "unsloth", Make(Inference, "", "unsloth::FastLanguageModel.from_pretrained", model: "model_name 0")),
        new("vllm", "huggingface", "vllm", Make(Inference, "vllm", "vllm::LLM vllm::AsyncLLMEngine.from_engine_args", model: "model 0"), On("vllm", Chat, "generate chat", messages: "0")),
        new("llama-cpp", "local", "llama_cpp node-llama-cpp LLama LLamaSharp",
            Make(Inference, "llama-cpp", "llama_cpp::Llama llama_cpp::Llama.from_pretrained", model: "model_path repo_id 0"),
            On("llama-cpp", Chat, "create_chat_completion create_completion", messages: "messages prompt"),
            Make(Inference, "", "LLama::LLamaWeights.LoadFromFile LLama::LLamaWeights.LoadFromFileAsync", model: "0"),
            Make(Inference, "", "node-llama-cpp::getLlama")),
        new("onnxruntime", "local", "onnxruntime onnxruntime_genai onnxruntime-node onnxruntime-web",
            Make(Inference, "onnx", "onnxruntime::InferenceSession onnxruntime-node::InferenceSession.create onnxruntime-web::InferenceSession.create onnxruntime_genai::Model", model: "path_or_bytes 0")),
        new("whisper", "local", "whisper faster_whisper", Make(Inference, "whisper", "whisper::load_model faster_whisper::WhisperModel", model: "name model_size_or_path 0"), On("whisper", Speech, "transcribe")),
        new("gpt4all", "local", "gpt4all", Make(Inference, "gpt4all", "gpt4all::GPT4All", model: "model_name 0"), On("gpt4all", Chat, "generate")),
        new("ctransformers", "local", "ctransformers", Make(Inference, "", "ctransformers::AutoModelForCausalLM.from_pretrained", model: "0")),
        new("mlx", "local", "mlx_lm", Make(Inference, "", "mlx_lm::load", model: "0")),
        new("torch", "local", "torch", Make(Inference, "", "torch::hub.load torch::jit.load", model: "model 1 0")),
        new("keras", "local", "keras tensorflow", Make(Inference, "", "keras::models.load_model tensorflow::keras.models.load_model tensorflow::saved_model.load tensorflow_hub::load", model: "filepath 0")),
        new("spacy", "local", "spacy", Make(Inference, "", "spacy::load", model: "name 0")),
        new("mlflow", "local", "mlflow", Make(Inference, "", "mlflow::pyfunc.load_model mlflow::transformers.load_model mlflow::sklearn.load_model", model: "model_uri 0")),
    ];
}
