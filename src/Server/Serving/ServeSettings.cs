using System.Collections.Immutable;
using Plumbline.Server.Access;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Serving;

/// <summary>How a server is run; `plumb serve --print-config` shows it as it takes effect.</summary>
/// <param name="Urls">Where it listens.</param>
/// <param name="Paths">Folders that are read from the start.</param>
/// <param name="Every">How often sources are read at least.</param>
/// <param name="AsOf">The moment its clock starts at, for samples and rehearsals; null for the machine's time.</param>
/// <param name="Estate">What it reads with.</param>
/// <param name="Access">How people and programs come in.</param>
internal sealed record ServeSettings(ImmutableArray<Uri> Urls, ImmutableArray<string> Paths, TimeSpan Every, DateTimeOffset? AsOf, EstateSettings Estate, AccessSettings Access);
