using System.Reflection;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Journal;

/// <summary>One event of any type, every field filled from its type; what is not public says so.</summary>
public static class GeneratedFacts
{
    private static readonly Guid Id = new("01936f2a-0000-7000-8000-0000000000aa");
    private static readonly DateTimeOffset Then = new(2026, 1, 6, 8, 30, 0, 250, TimeSpan.Zero);

    public static LedgerEvent Of(Type record) => (LedgerEvent)Build(record, canary: false);

    private static object Build(Type record, bool canary)
    {
        var constructor = record.GetConstructors().MaxBy(found => found.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(
            parameter.ParameterType, parameter.Name!, canary || parameter.IsDefined(typeof(AllianceAttribute))))]);
    }

    private static object Value(Type type, string name, bool canary)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Envelope))
        {
            return By.Owner($"{SampleFacts.Canary}-command");
        }

        if (EventFields.ElementOf(type) is { } element)
        {
            var items = Array.CreateInstance(element, 2);
            items.SetValue(Value(element, name, canary), 0);
            items.SetValue(Value(element, name, canary), 1);
            return items;
        }

        return type switch
        {
            _ when type == typeof(string) => canary ? $"{SampleFacts.Canary}-{name}" : name,
            _ when type == typeof(Guid) => Id,
            _ when type == typeof(DateTimeOffset) => Then,
            _ when type == typeof(DateOnly) => new DateOnly(2026, 1, 6),
            _ when type == typeof(int) => 7,
            _ when type == typeof(long) => 1_234_567L,
            _ when type == typeof(bool) => true,
            _ when type == typeof(Sealed) => new Sealed(Convert.ToBase64String(new byte[32])),
            _ => Build(type, canary),
        };
    }
}
