using System.Reflection;
using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;

namespace PublicApi.GraphQL;

/// <summary>A rule that an argument or input field must keep, checked before anything runs.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public abstract class ArgumentRuleAttribute : GraphQLAttribute
{
    public override void Modify(QueryArgument queryArgument) => queryArgument.Validator += Check;

    public override void Modify(FieldType fieldType, bool isInputType, IGraphType graphType, MemberInfo memberInfo, ref bool ignore)
    {
        if (isInputType)
        {
            fieldType.Validator += Check;
        }
    }

    /// <summary>Null when the value keeps the rule, else what is wrong with it.</summary>
    protected abstract string? FaultOf(object value);

    private void Check(object value)
    {
        if (FaultOf(value) is { } fault)
        {
            throw new ValidationError(fault) { Code = ErrorCodes.BadArgument };
        }
    }
}

/// <summary>A rule that the arguments of a field must keep together, checked before anything runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class FieldRuleAttribute : GraphQLAttribute
{
    public override void Modify(FieldType fieldType, bool isInputType)
    {
        // A field may have several rules.
        var others = fieldType.ValidateArguments;
        fieldType.ValidateArguments = async context =>
        {
            await (others?.Invoke(context) ?? default);
            if (FaultOf(context) is { } fault)
            {
                context.ReportError(fault);
            }
        };
    }

    /// <summary>Null when the arguments keep the rule, else what is wrong with them.</summary>
    protected abstract ValidationError? FaultOf(FieldArgumentsValidationContext context);
}

/// <summary>A number of items in a page.</summary>
public sealed class PageSizeAttribute : ArgumentRuleAttribute
{
    protected override string? FaultOf(object value) =>
        value is >= 1 and <= Limits.PageItems ? null : $"first must be 1 to {Limits.PageItems}.";
}

/// <summary>A month, yyyy-MM.</summary>
public sealed partial class MonthAttribute : ArgumentRuleAttribute
{
    // \z, not $: that would let a newline follow.
    [GeneratedRegex(@"\A(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])\z")]
    private static partial Regex Form();

    internal static bool IsMonth(string text) => Form().IsMatch(text);

    protected override string? FaultOf(object value) =>
        value is string text && IsMonth(text) ? null : "A month is written yyyy-MM, such as 2026-01.";
}
