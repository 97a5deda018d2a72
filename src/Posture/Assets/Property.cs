using Plumbline.Cel.Types;

namespace Plumbline.Posture.Assets;

/// <summary>A word that planes may use of one kind of asset.</summary>
/// <param name="Kind">The kind of asset it describes.</param>
/// <param name="Name">The word as rules write it after a plane: `observed.calls`.</param>
/// <param name="Type">The CEL type of one statement; of one element where <paramref name="Many"/>.</param>
/// <param name="Many">True where every claim adds an element to a list; false where the newest claim wins.</param>
/// <param name="Meaning">What it says of the estate, in a sentence.</param>
/// <param name="Borrowed">Where the word is said of a related asset and holds for this one too; null where it is said of this one.</param>
/// <param name="IsIncidental">True where it is said of anything, AI or not: by itself it makes nothing part of the AI estate.</param>
/// <param name="IsOptional">True where few estates have what it speaks of: in `where`, nobody having looked reads as nothing being there,
/// so that the rule does not apply; a pass still needs that somebody looked.</param>
/// <param name="IsDerived">True where the graph itself puts it together from what is said of other assets: it shows nothing of where this one is.</param>
/// <param name="IsImported">True where another tool says it: its words make no asset part of the AI estate, and its silence is no look at the plane.</param>
public sealed record Property(
    AssetKind Kind, string Name, CelType Type, bool Many, string Meaning, Borrowing? Borrowed = null, bool IsIncidental = false, bool IsOptional = false,
    bool IsImported = false, bool IsDerived = false);

/// <summary>A many-valued word that holds through a relation: what is said of the asset at the arrow's head holds at its tail.</summary>
/// <param name="Verb">The relation: workload `tested-by` eval suite.</param>
/// <param name="From">The kind at the head.</param>
/// <param name="Word">The word said there.</param>
/// <param name="IsLost">True where an asset without such a relation cannot know the word; false where it then has nothing to borrow.</param>
/// <param name="IsOfEach">True where the word is known only if it is known of every asset that it is borrowed from.</param>
/// <param name="IsOfAccount">True where what is said of one region of an account holds in all its regions.</param>
public sealed record Borrowing(string Verb, AssetKind From, string Word, bool IsLost = false, bool IsOfAccount = false, bool IsOfEach = false);
