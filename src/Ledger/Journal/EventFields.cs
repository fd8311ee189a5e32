using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Ledger.Deciding;
using Ledger.Transparency;

namespace Ledger.Journal;

/// <summary>A field of a stored event as the catalogue sees it.</summary>
/// <param name="Name">As it is stored and published, in snake_case.</param>
public sealed record EventField(string Name, PropertyInfo Property, bool IsPublic, bool IsSealed);

/// <summary>Reads the fields of an event's record and compiles what writes them. The order is the canonical one (RFC 8785).</summary>
public static class EventFields
{
    private static readonly MethodInfo WriteList =
        typeof(EventFields).GetMethod(nameof(ListOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo WriteGroup =
        typeof(EventFields).GetMethod(nameof(GroupOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo ReadCommitment =
        typeof(EventFields).GetMethod(nameof(CommitmentOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <exception cref="InvalidOperationException">A field has no class, or more than one.</exception>
    public static IReadOnlyList<EventField> Of(Type record) =>
    [
        .. Parameters(record).Where(parameter => parameter.ParameterType != typeof(Envelope)).Select(parameter =>
        {
            var isPublic = parameter.IsDefined(typeof(PublicAttribute));
            var isAlliance = parameter.IsDefined(typeof(AllianceAttribute));
            var isSealed = parameter.ParameterType == typeof(Sealed);
            return (isPublic ? 1 : 0) + (isAlliance ? 1 : 0) + (isSealed ? 1 : 0) == 1
                ? new EventField(NameOf(parameter), record.GetProperty(parameter.Name!)!, isPublic, isSealed)
                : throw new InvalidOperationException($"{record.Name}.{parameter.Name} needs exactly one class: [Public], [Alliance] or Sealed.");
        }).OrderBy(field => field.Name, StringComparer.Ordinal),
    ];

    /// <summary>The parts of a record that stands inside an event; all of them have the class of the field they stand in.</summary>
    public static IReadOnlyList<(string Name, PropertyInfo Property)> PartsOf(Type record) =>
        [.. Parameters(record).Select(parameter => (NameOf(parameter), record.GetProperty(parameter.Name!)!)).OrderBy(part => part.Item1, StringComparer.Ordinal)];

    internal static Func<LedgerEvent, PublicFields> WritePublic(Type record) =>
        Compile<LedgerEvent>(record, Of(record).Where(field => field.IsPublic).Select(field => (field.Name, field.Property)));

    internal static Func<LedgerEvent, PublicFields> WriteAlliance(Type record) =>
        Compile<LedgerEvent>(record, Of(record).Where(field => !field.IsPublic && !field.IsSealed).Select(field => (field.Name, field.Property)));

    internal static Func<LedgerEvent, PublicFields> WriteCommitments(Type record) =>
        Compile<LedgerEvent>(record, Of(record).Where(field => field.IsSealed).Select(field => (field.Name, field.Property)));

    private static ParameterInfo[] Parameters(Type record) =>
        record.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length).First().GetParameters();

    private static string NameOf(ParameterInfo parameter) => JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!);

    private static Func<T, PublicFields> Compile<T>(Type record, IEnumerable<(string Name, PropertyInfo Property)> parts)
    {
        var fact = Expression.Parameter(typeof(T), "fact");
        var named = parts.ToList();
        if (named.Count == 0)
        {
            // A new one each time: who gets it may add to it.
            return static _ => new PublicFields(0);
        }

        Expression fields = Expression.New(typeof(PublicFields).GetConstructor([typeof(int)])!, Expression.Constant(named.Count));
        foreach (var (name, property) in named)
        {
            var value = Expression.Property(Expression.Convert(fact, record), property);
            fields = Add(fields, name, value);
        }

        return Expression.Lambda<Func<T, PublicFields>>(fields, fact).Compile();
    }

    private static MethodCallExpression Add(Expression fields, string name, Expression value)
    {
        var type = value.Type;
        if (ElementOf(type) is { } element)
        {
            value = Expression.Call(WriteList.MakeGenericMethod(element), value);
        }
        else if (type == typeof(Sealed))
        {
            value = Expression.Call(ReadCommitment, value);
        }
        else if (type == typeof(int) || type == typeof(int?))
        {
            value = Expression.Convert(value, type == typeof(int) ? typeof(long) : typeof(long?));
        }
        else if (type.IsClass && type != typeof(string))
        {
            value = Expression.Call(WriteGroup.MakeGenericMethod(type), value);
        }

        var add = typeof(PublicFields).GetMethod(nameof(PublicFields.Add), [typeof(string), value.Type])
            ?? throw new InvalidOperationException($"A public field cannot be of type {type.Name}.");
        return Expression.Call(fields, add, Expression.Constant(name), value);
    }

    internal static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    // As the base type: it is the overload of Add that the expression looks for.
    private static PublicValue? ListOf<T>(IReadOnlyList<T>? items)
    {
        PublicValue? list = items is null ? null : new PublicValue.List([.. items.Select(Shape<T>.Value)]);
        return list;
    }

    // Only an import seals nothing: its source has nothing to seal.
    private static string? CommitmentOf(Sealed? value) => value?.Commitment;

    private static PublicValue? GroupOf<T>(T? part) => part is null ? null : Shape<T>.Value(part);

    private static class Shape<T>
    {
        public static readonly Func<T, PublicValue> Value = Find();

        private static Func<T, PublicValue> Find()
        {
            if (typeof(T) == typeof(string))
            {
                return static item => new PublicValue.Text((string)(object)item!);
            }

            if (typeof(T) == typeof(Guid))
            {
                return static item => new PublicValue.Text(((Guid)(object)item!).ToString());
            }

            if (typeof(T) == typeof(DateOnly))
            {
                return static item => new PublicValue.Text(Instants.Write((DateOnly)(object)item!));
            }

            if (typeof(T) == typeof(int) || typeof(T) == typeof(long))
            {
                return static item => new PublicValue.Number(Convert.ToInt64(item, System.Globalization.CultureInfo.InvariantCulture));
            }

            var write = Compile<T>(typeof(T), PartsOf(typeof(T)));
            return item => new PublicValue.Group(write(item));
        }
    }
}
