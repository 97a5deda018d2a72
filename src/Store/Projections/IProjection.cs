using Plumbline.Store.Records;

namespace Plumbline.Store.Projections;

/// <summary>What follows from the records, kept beside them so that nobody has to read them all: made again at any time by reading them from the first.</summary>
public interface IProjection
{
    /// <summary>Its name: `claims`, `findings`, ….</summary>
    string Name { get; }

    /// <summary>Changes rows as one more record says. The same records in the same order give the same rows.</summary>
    /// <param name="record">The record.</param>
    /// <param name="digest">The SHA-256 of its body.</param>
    /// <param name="rows">The rows of this projection.</param>
    void Apply(in RecordView record, ReadOnlySpan<byte> digest, IRows rows);
}

/// <summary>The rows of one projection, by key.</summary>
public interface IRows
{
    /// <summary>The row of a key, or null.</summary>
    Row? Get(string key);

    /// <summary>Writes a row, new or in place of the old one.</summary>
    void Put(Row row);

    /// <summary>Takes a row away.</summary>
    void Remove(string key);

    /// <summary>Writes a row that has no body, its key in UTF-8: for projections with a row for each of many records.</summary>
    void Put(ReadOnlySpan<byte> key, long number);

    /// <summary>Takes a row away, its key in UTF-8.</summary>
    void Remove(ReadOnlySpan<byte> key);
}

/// <summary>One row.</summary>
/// <param name="Key">Its key in the projection.</param>
/// <param name="Number">The record that made it what it is.</param>
/// <param name="Body">JSON, or empty where the record says it all.</param>
public sealed record Row(string Key, long Number, string Body);
