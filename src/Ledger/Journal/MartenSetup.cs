using JasperFx;
using JasperFx.Events;
using Marten;
using Npgsql;
using Weasel.Core;

namespace Ledger.Journal;

/// <summary>Every Marten setting that matters, each with its reason.</summary>
public static class MartenSetup
{
    public const string Schema = "journal";

    /// <summary>The store as the running service uses it: it may not change the schema.</summary>
    public static DocumentStore Open(NpgsqlDataSource writer) => Open(writer, AutoCreate.None);

    /// <summary>The store as <see cref="Migration"/> uses it, as owner of the schema.</summary>
    public static DocumentStore OpenForMigration(NpgsqlDataSource owner) => Open(owner, AutoCreate.CreateOrUpdate);

    private static DocumentStore Open(NpgsqlDataSource dataSource, AutoCreate schemaChanges) => DocumentStore.For(options =>
    {
        options.Connection(dataSource);
        options.AutoCreateSchemaObjects = schemaChanges;
        options.DatabaseSchemaName = Schema;
        options.Events.DatabaseSchemaName = Schema;

        // Stream ids name what they are about: case-…, platform-….
        options.Events.StreamIdentity = StreamIdentity.AsString;

        // One round trip an append; versions are still checked by the database, under the stream row's lock.
        options.Events.AppendMode = EventAppendMode.Quick;

        // No second try of a commit by Marten. It would repeat its own statements alone, after the transaction that they stood
        // in was rolled back: the events without the registry's lock and the vault's rows that the transaction began with.
        options.ConfigureWritePolly(static _ => { });

        // The casing has to be said again: Marten sets it on its own copy of the options.
        options.UseSystemTextJsonForSerialization(JournalJson.Options, casing: Casing.SnakeCase);

        // Ours, see Journal.sql: Marten drops an index that it does not know.
        options.Events.IgnoreIndex("referral_to_node");
        options.Events.IgnoreIndex("referral_to_provider");

        foreach (var type in EventCatalogue.All)
        {
            options.Events.MapEventType(type.Record, type.StoredName);
        }
    });
}
