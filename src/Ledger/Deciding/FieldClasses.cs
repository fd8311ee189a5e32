using Microsoft.Extensions.Compliance.Classification;

namespace Ledger.Deciding;

/// <summary>The classes that a field of an event can have. A field without one keeps the catalogue from loading. What is
/// confidential is of type <see cref="Sealed"/> and needs no attribute.</summary>
public static class FieldClasses
{
    private const string Taxonomy = "Ledger";

    public static DataClassification Public => new(Taxonomy, "public");

    public static DataClassification Alliance => new(Taxonomy, "alliance");
}

/// <summary>Anyone may see the field: it stands in the public entry.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PublicAttribute() : DataClassificationAttribute(FieldClasses.Public);

/// <summary>The members concerned may see the field; it never enters a public entry.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AllianceAttribute() : DataClassificationAttribute(FieldClasses.Alliance);
