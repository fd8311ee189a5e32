using System.Reflection;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Resolvers;
using GraphQL.Types;

[assembly: PublicApi.GraphQL.ReadsProperties]

namespace PublicApi.GraphQL;

/// <summary>Reads a property of the object that a field is of: it needs nothing else, and never waits. So <see cref="RowStrategy"/> can read many at once.</summary>
internal sealed class PropertyResolver(PropertyInfo property) : IFieldResolver
{
    private static readonly MethodInfo Typed = typeof(PropertyResolver).GetMethod(nameof(Of), BindingFlags.NonPublic | BindingFlags.Static)!;

    private Func<object, object?>? read;

    // Made when it is first asked for: most fields never are.
    public Func<object, object?> Read => read ??= (Func<object, object?>)Typed
        .MakeGenericMethod(property.DeclaringType!, property.PropertyType).Invoke(null, [property.GetMethod])!;

    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => new(Read(context.Source!));

    private static Func<object, object?> Of<TSource, TValue>(MethodInfo getter)
    {
        var get = getter.CreateDelegate<Func<TSource, TValue>>();
        return source => get((TSource)source);
    }
}

/// <summary>Lets every field that is a property with its value at hand be read by <see cref="PropertyResolver"/>.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class ReadsPropertiesAttribute : GraphQLAttribute
{
    public override void Modify(FieldType fieldType, bool isInputType, IGraphType graphType, MemberInfo memberInfo, ref bool ignore)
    {
        if (!isInputType && memberInfo is PropertyInfo { DeclaringType.IsValueType: false, GetMethod.IsStatic: false } property && !IsAwaited(property.PropertyType))
        {
            fieldType.Resolver = new PropertyResolver(property);
        }
    }

    private static bool IsAwaited(Type type) =>
        typeof(Task).IsAssignableFrom(type) || typeof(IDataLoaderResult).IsAssignableFrom(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
