using System.Collections.Immutable;
using Plumbline.Server.Desks.Maps;
using static Plumbline.Server.Web.Told;

namespace Plumbline.Server.Web;

/// <summary>Where everything of a map stands on paper: columns beside each other, lanes below each other, boxes below each other in their order.</summary>
internal sealed class MapLayout
{
    /// <summary>A box's height.</summary>
    public const int BoxHeight = 42;

    private const int Down = 9;
    private const int Head = 26;
    private const int Beside = 12;
    private const int MostBelow = 20;
    private const int Eye = 460;
    private readonly MapView view;
    private readonly bool isAround;
    private readonly (int X, int Y)[] places;

    /// <summary>Puts a map on paper.</summary>
    public MapLayout(MapView view)
    {
        this.view = view;
        isAround = view.Question.Of is not null;
        places = new (int, int)[view.Boxes.Length];
        var left = Columns();
        var (heads, lanes, y) = (ImmutableArray.CreateBuilder<MapText>(), ImmutableArray.CreateBuilder<MapLane>(), Head);
        foreach (var (column, x) in left) heads.Add(new MapText(x + (isAround && column == 0 ? BoxWidth / 2 : 0), 14, ColumnName(column), column == 0 && isAround));
        foreach (var lane in view.Boxes.Select(b => b.Lane).Distinct().Order())
        {
            if (lane < view.Lanes.Length)
            {
                lanes.Add(new MapLane(y, view.Lanes[lane].Name, view.Lanes[lane].State, view.Lanes[lane].Opens));
                y += Head;
            }

            y = Fill(lane, left, heads, y) + Down;
        }

        (Width, Height) = (left.Values.DefaultIfEmpty(0).Max() + WidthOf(left.Keys.DefaultIfEmpty(0).Max()) + (2 * Side), y);
        (Heads, Lanes, Lines, Labels) = (heads.DrainToImmutable(), lanes.DrainToImmutable(), [.. view.Arrows.Select(Line)], isAround ? [.. Enumerable.Range(0, places.Length).SelectMany(Label)] : []);
    }

    /// <summary>A box's width.</summary>
    public int BoxWidth => isAround ? 164 : 150;

    /// <summary>The width of the paper.</summary>
    public int Width { get; }

    /// <summary>The height of the paper.</summary>
    public int Height { get; }

    /// <summary>What columns and bands are called.</summary>
    public ImmutableArray<MapText> Heads { get; }

    /// <summary>What lanes are called.</summary>
    public ImmutableArray<MapLane> Lanes { get; }

    /// <summary>The arrows, heaviest first.</summary>
    public ImmutableArray<MapLine> Lines { get; }

    /// <summary>What arrows say, at their outer ends.</summary>
    public ImmutableArray<MapText> Labels { get; }

    /// <summary>The upper left corner of a box.</summary>
    public (int X, int Y) At(int box) => places[box];

    private int Across => isAround ? 98 : 36;

    // Room for arrows that go round at the sides.
    private int Side => isAround ? 30 : 20;

    private string ColumnName(int column) => !isAround ? ((Layer)column).Said() : column switch { 0 => "", -1 => "point to it", 1 => "it points to", _ => $"{Math.Abs(column)} steps away" };

    private SortedDictionary<int, int> Columns()
    {
        var (left, x) = (new SortedDictionary<int, int>(), Side);
        foreach (var column in view.Boxes.Select(b => b.Column).Distinct().Order())
        {
            left[column] = x;
            x += WidthOf(column) + Across;
        }

        return left;
    }

    // A long pile of single assets is laid in several beside each other.
    private int Piles(IEnumerable<MapBox> stack) => isAround ? 1 : Math.Max((stack.Count() + MostBelow - 1) / MostBelow, 1);

    private int WidthOf(int column)
    {
        var piles = view.Boxes.Where(b => b.Column == column).GroupBy(b => b.Lane).Select(Piles).DefaultIfEmpty(1).Max();
        return (piles * BoxWidth) + ((piles - 1) * Beside);
    }

    private int Fill(int lane, SortedDictionary<int, int> left, ImmutableArray<MapText>.Builder heads, int top)
    {
        var stacks = Enumerable.Range(0, view.Boxes.Length).Where(b => view.Boxes[b].Lane == lane).GroupBy(b => view.Boxes[b].Column).ToList();
        var tallest = stacks.Max(s => HeightOf([.. s]));
        var bottom = top;
        foreach (var stack in stacks)
        {
            List<int> boxes = [.. stack];
            var piles = Piles(boxes.Select(b => view.Boxes[b]));
            var below = (boxes.Count + piles - 1) / piles;
            var start = top + (isAround ? (Math.Min(tallest, Eye) - Math.Min(HeightOf(boxes), Eye)) / 2 : 0);
            var y = start;
            for (var i = 0; i < boxes.Count; i++)
            {
                if (i % below == 0) y = start;
                if (HasHead(boxes, i))
                {
                    heads.Add(new MapText(left[stack.Key], y + 16, view.Boxes[boxes[i]].Layer.Said(), false));
                    y += Head - 4;
                }

                places[boxes[i]] = (left[stack.Key] + (i / below * (BoxWidth + Beside)), y);
                y += BoxHeight + Down;
                bottom = Math.Max(bottom, y);
            }
        }

        return bottom;
    }

    private int HeightOf(List<int> boxes)
    {
        var piles = Piles(boxes.Select(b => view.Boxes[b]));
        return ((boxes.Count + piles - 1) / piles * (BoxHeight + Down)) + (Enumerable.Range(0, boxes.Count).Count(i => HasHead(boxes, i)) * (Head - 4));
    }

    private bool HasHead(List<int> boxes, int i) => isAround && view.Boxes[boxes[i]].Column != 0 && (i == 0 || view.Boxes[boxes[i]].Layer != view.Boxes[boxes[i - 1]].Layer);

    private MapLine Line(MapArrow arrow)
    {
        var ((fromX, fromY), (toX, toY)) = (places[arrow.From], places[arrow.To]);
        var width = X(Math.Min(1.2 + (0.8 * Math.Log2(arrow.Relations)), 8));
        var (y1, y2) = (fromY + (BoxHeight / 2), toY + (BoxHeight / 2));
        string path;
        if (arrow.From == arrow.To)
        {
            path = $"M{fromX + BoxWidth} {y1 - 9}c22 -8 22 26 2 18";
        }
        else if (Math.Abs(fromX - toX) < BoxWidth)
        {
            var outward = isAround && view.Boxes[arrow.From].Column < 0 ? -1 : 1;
            var (edge, round) = (fromX + (outward > 0 ? BoxWidth : 0), outward * (Side + 6));
            path = $"M{edge} {y1 + 4}C{edge + round} {y1 + 4} {edge + round} {y2 - 4} {edge + (outward * 2)} {y2 - 4}";
        }
        else
        {
            // To and fro keep apart from each other.
            var isRight = fromX < toX;
            var (x1, x2, off) = (isRight ? fromX + BoxWidth : fromX, isRight ? toX - 2 : toX + BoxWidth + 2, isRight ? -5 : 5);
            var bend = Math.Max(Math.Abs(x2 - x1) / 2, 30) * (isRight ? 1 : -1);
            path = $"M{x1} {y1 + off}C{x1 + bend} {y1 + off} {x2 - bend} {y2 + off} {x2} {y2 + off}";
        }

        return new MapLine(path, width, arrow);
    }

    // At the outer box, over the end of the arrow that leads there or comes from there.
    private IEnumerable<MapText> Label(int box)
    {
        var column = view.Boxes[box].Column;
        if (column == 0) yield break;
        var verbs = view.Arrows.Where(a => (a.From == box && IsNearer(a.To, column)) || (a.To == box && IsNearer(a.From, column))).SelectMany(a => a.Verbs).Select(v => v.Verb).Distinct(StringComparer.Ordinal).ToList();
        if (verbs.Count == 0) yield break;
        var text = verbs.Count == 1 || verbs[0].Length + verbs[1].Length < 14 ? string.Join(", ", verbs.Take(2)) : verbs[0];
        var told = verbs.Count(v => text.Split(", ").Contains(v));
        yield return new MapText(places[box].X + (column > 0 ? -9 : BoxWidth + 9), places[box].Y + 9, told < verbs.Count ? $"{text} +{verbs.Count - told}" : text, column > 0);
    }

    private bool IsNearer(int other, int column) => Math.Abs(view.Boxes[other].Column) < Math.Abs(column);
}

/// <summary>A word on paper.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top, to the line it stands on.</param>
/// <param name="Text">The word.</param>
/// <param name="EndsThere">True where it ends at its place, false where it begins there.</param>
internal sealed record MapText(int X, int Y, string Text, bool EndsThere);

/// <summary>The head of a lane.</summary>
/// <param name="Y">Where it begins.</param>
/// <param name="Name">The group; empty for what belongs to none that is shown.</param>
/// <param name="State">What is in it.</param>
/// <param name="Opens">The map of the lane.</param>
internal sealed record MapLane(int Y, string Name, MapState State, MapQuestion? Opens);

/// <summary>An arrow on paper.</summary>
/// <param name="Path">Its way.</param>
/// <param name="Width">How broad it is.</param>
/// <param name="Arrow">What it says.</param>
internal sealed record MapLine(string Path, string Width, MapArrow Arrow);
