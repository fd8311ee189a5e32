using System.ComponentModel;
using System.Linq.Expressions;
using System.Reflection;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;
using PublicApi.Cases;
using PublicApi.GraphQL;
using PublicApi.Transparency;

namespace PublicApi.Alliance;

/// <summary>
/// The schema of members: every type of the public one, some of them with more fields. There is no second set of types, so
/// what the public may ask a member may ask in the same words; and the public schema has no field that could be forgotten in a check.
/// </summary>
public sealed class AllianceSchema : global::GraphQL.Types.Schema
{
    public AllianceSchema(IServiceProvider services)
        : base(services, runConfigurations: true)
    {
        Query = new Extended<Query, AllianceQuery> { Description = "What a member may ask. 成员可以查询的内容。" };
        Subscription = new Extended<Subscription, AllianceSubscription>();
        this.RegisterTypeMapping<PublicCase, Extended<PublicCase, CaseOfAlliance>>();
        this.RegisterTypeMapping<LogEntry, Extended<LogEntry, EntryOfAlliance>>();
    }
}

/// <summary>A type of the public schema with the fields of another class, static methods, beside or in place of its own.</summary>
internal sealed class Extended<T, TMore> : AutoRegisteringObjectGraphType<T>
{
    protected override IEnumerable<MemberInfo> GetRegisteredMembers()
    {
        var more = typeof(TMore).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);
        return base.GetRegisteredMembers().Where(member => !more.Any(other => other.Name == member.Name)).Concat(more);
    }

    // The library wants one of the class that a method stands in; a static method has no use for it.
    protected override LambdaExpression BuildMemberInstanceExpression(MemberInfo memberInfo) =>
        memberInfo.DeclaringType == typeof(TMore) ? NoInstance : base.BuildMemberInstanceExpression(memberInfo);

    private static readonly Expression<Func<IResolveFieldContext, TMore>> NoInstance = static _ => default!;
}

/// <summary>What a member sees of a case beside what the public sees.</summary>
internal sealed class CaseOfAlliance
{
    private CaseOfAlliance()
    {
    }

    [Description("What its events say to the members it concerns; null for others. 对相关成员可见的内容；其他成员为空。")]
    public static IDataLoaderResult<AllianceCase?> Alliance([FromSource] PublicCase source, [FromServices] JournalReader journal) =>
        journal.Case(source.CaseId, source.Version);
}

/// <summary>What a member sees of an entry beside what the public sees.</summary>
internal sealed class EntryOfAlliance
{
    private EntryOfAlliance()
    {
    }

    [Description("What its event says to the alliance, as canonical JSON (RFC 8785); null for members that it does not concern. 事件的联盟级内容（规范化JSON）；与成员无关时为空。")]
    public static IDataLoaderResult<string?> AllianceFields([FromSource] LogEntry source, [FromServices] JournalReader journal) =>
        journal.Fields(source.Stream, source.StreamVersion);
}
