using Ledger.Tests.GraphQL;
using Ledger.Transparency;
using Projections.Sequencing;

namespace Ledger.Tests.Http;

/// <summary>What the service made public of what it took, once it has.</summary>
internal static class SequencedService
{
    public static async Task<List<PublicEntry>> Entries(this TestServer service, string type)
    {
        await service.Sequenced();
        var found = new List<PublicEntry>();
        await using var command = service.Ledger.Administrator.CreateCommand("SELECT body FROM public_log.entry ORDER BY position");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            found.Add(PublicEntry.Parse(rows.GetFieldValue<byte[]>(0)));
        }

        return found.FindAll(entry => entry.Type == type);
    }

    public static async Task<IReadOnlyList<FsckFault>> Faults(this TestServer service)
    {
        await service.Sequenced();
        return (await Fsck.Check(service.Ledger.Administrator, new Progress<long>(), CancellationToken.None)).Faults;
    }

    public static async Task Sequenced(this TestServer service)
    {
        while (await service.Ledger.Count("journal.outbox") > 0)
        {
            await Task.Delay(50);
        }
    }

    public static async Task Checkpointed(this TestServer service)
    {
        await service.Sequenced();
        while (await service.Ledger.Count("public_log.head h JOIN public_log.signed_checkpoint s ON s.size = h.size") == 0)
        {
            await Task.Delay(50);
        }
    }
}
