using System.Collections.Frozen;

namespace Plumbline.Guardrails.Models.TensorFlow;

/// <summary>Operators of TensorFlow that reach beyond tensors.</summary>
internal static class TensorFlowOps
{
    private static readonly FrozenDictionary<string, (Danger Danger, string Why)> Known = new Dictionary<string, (Danger, string)>(StringComparer.Ordinal)
    {
        ["PyFunc"] = (Danger.High, "it calls Python"),
        ["PyFuncStateless"] = (Danger.High, "it calls Python"),
        ["EagerPyFunc"] = (Danger.High, "it calls Python"),
        ["WriteFile"] = (Danger.Critical, "it writes a file when the model runs"),
        ["ReadFile"] = (Danger.High, "it reads a file when the model runs"),
        ["MatchingFiles"] = (Danger.High, "it lists files when the model runs"),
        ["ImmutableConst"] = (Danger.Review, "it reads memory that is named elsewhere"),
        ["WholeFileReader"] = (Danger.Review, "it reads files"),
        ["WholeFileReaderV2"] = (Danger.Review, "it reads files"),
        ["TextLineReader"] = (Danger.Review, "it reads files"),
        ["TextLineReaderV2"] = (Danger.Review, "it reads files"),
        ["TFRecordReader"] = (Danger.Review, "it reads files"),
        ["TFRecordReaderV2"] = (Danger.Review, "it reads files"),
        ["FixedLengthRecordReader"] = (Danger.Review, "it reads files"),
        ["FixedLengthRecordReaderV2"] = (Danger.Review, "it reads files"),
        ["TextLineDataset"] = (Danger.Review, "it reads files"),
        ["TFRecordDataset"] = (Danger.Review, "it reads files"),
        ["TFRecordDatasetV2"] = (Danger.Review, "it reads files"),
        ["FixedLengthRecordDataset"] = (Danger.Review, "it reads files"),
        ["FixedLengthRecordDatasetV2"] = (Danger.Review, "it reads files"),
        ["SqlDataset"] = (Danger.High, "it asks a database"),
        ["ExperimentalSqlDataset"] = (Danger.High, "it asks a database"),
        ["ExperimentalCSVDataset"] = (Danger.Review, "it reads files"),
        ["CSVDataset"] = (Danger.Review, "it reads files"),
        ["CSVDatasetV2"] = (Danger.Review, "it reads files"),
        ["SaveDataset"] = (Danger.High, "it writes files"),
        ["SaveDatasetV2"] = (Danger.High, "it writes files"),
        ["DatasetToTFRecord"] = (Danger.High, "it writes files"),
        ["ExperimentalDatasetToTFRecord"] = (Danger.High, "it writes files"),
        ["DistributedSave"] = (Danger.High, "it writes files"),
        ["CreateSummaryFileWriter"] = (Danger.Review, "it writes files"),
        ["CreateSummaryDbWriter"] = (Danger.Review, "it writes to a database"),
        ["RemoteCall"] = (Danger.Review, "it calls another machine"),
        ["RemoteFusedGraphExecute"] = (Danger.Review, "it calls another machine"),
        ["RpcClient"] = (Danger.High, "it calls another machine"),
        ["RpcServer"] = (Danger.High, "it listens on the network"),
        ["Rpc"] = (Danger.High, "it calls another machine"),
        ["TryRpc"] = (Danger.High, "it calls another machine"),
        ["SnapshotDataset"] = (Danger.High, "it reads and writes files"),
        ["SnapshotDatasetV2"] = (Danger.High, "it reads and writes files"),
        ["CacheDataset"] = (Danger.Review, "it may write files"),
        ["CacheDatasetV2"] = (Danger.Review, "it may write files"),
        ["LMDBDataset"] = (Danger.Review, "it reads files"),
        ["ExperimentalLMDBDataset"] = (Danger.Review, "it reads files"),
        ["LMDBReader"] = (Danger.Review, "it reads files"),
        ["MatchingFilesDataset"] = (Danger.High, "it lists files when the model runs"),
        ["ExperimentalMatchingFilesDataset"] = (Danger.High, "it lists files when the model runs"),
        ["DataServiceDatasetV2"] = (Danger.Review, "it reads from another machine"),
        ["DataServiceDatasetV3"] = (Danger.Review, "it reads from another machine"),
        ["DataServiceDatasetV4"] = (Danger.Review, "it reads from another machine"),
        ["RegisterDataset"] = (Danger.Review, "it sends to another machine"),
        ["RegisterDatasetV2"] = (Danger.Review, "it sends to another machine"),
        ["LoadDataset"] = (Danger.Review, "it reads files"),
        ["GenerateVocabRemapping"] = (Danger.Review, "it reads files"),
        ["LoadAndRemapMatrix"] = (Danger.Review, "it reads files"),
        ["DecodeProtoV2"] = (Danger.Review, "it may read a file that describes its messages"),
        ["IO>FileRead"] = (Danger.High, "it reads a file when the model runs"),
        ["DataServiceDataset"] = (Danger.Review, "it reads from another machine"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Writes down what an operator does; true where that is anything.</summary>
    public static bool Judge(string name, string node, long at, Judgement judgement)
    {
        if (!Known.TryGetValue(name, out var found)) return false;
        judgement.Sign("tensorflow-operator", found.Danger, at, node.Length > 0 ? $"{name} ({node})" : name, found.Why);
        return true;
    }
}
