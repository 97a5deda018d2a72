namespace Plumbline.Collectors.Files;

/// <summary>Where a reader of records stands.</summary>
internal enum RecordMode
{
    /// <summary>Objects one after another, or one a line.</summary>
    Lines,

    /// <summary>The elements of a list.</summary>
    List,

    /// <summary>Behind the list, in what is left of the outer object.</summary>
    Tail,

    /// <summary>Nothing more to read.</summary>
    Done,
}
