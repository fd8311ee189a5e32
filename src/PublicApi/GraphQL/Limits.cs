namespace PublicApi.GraphQL;

/// <summary>What one request may cost. Every limit acts before the work it bounds.</summary>
public static class Limits
{
    /// <summary>JSON nesting of the request body: variables have no use for more.</summary>
    public const int JsonDepth = 32;

    /// <summary>Longer than the introspection query of any client, shorter than what makes parsing cost.</summary>
    public const int DocumentCharacters = 8_000;

    /// <summary>Validation is quadratic in the fields of a document; tokens bound the fields.</summary>
    public const int Tokens = 1_000;

    public const int Fragments = 10;

    public const int Spreads = 20;

    /// <summary>Fields once every spread is put in its place. Fragments that spread others twice double at each level:
    /// 1,259 characters cost 21 s past the library's own limits, in a walk that cannot be cancelled. A limit on the
    /// spreads of one fragment would refuse the introspection query of every client, which spreads one four times.</summary>
    public const int ExpandedFields = 2_000;

    public const int Directives = 20;

    /// <summary>Each root field is at least one statement; aliases make as many of them as a caller likes.</summary>
    public const int RootFields = 15;

    /// <summary>Selection sets inside each other. Introspection is not counted: its cost is.</summary>
    public const int Depth = 10;

    /// <summary>Fields of the answer, estimated: a page counts as many times as it has items.</summary>
    public const int Complexity = 10_000;

    /// <summary>The same for a document of the service's own: what it costs is known.</summary>
    public const int ComplexityOfOurs = 50_000;

    /// <summary>A list that has no <c>first</c> counts as so many items.</summary>
    public const int ItemsOfOtherLists = 20;

    /// <summary>Service results read every case of their filter, not a page: three of them fill a request.</summary>
    public const int ServiceResultsImpact = 2_500;

    /// <summary>A page of the log that is filtered looks through ten thousand entries at most, in some tens of milliseconds.</summary>
    public const int FilteredEntriesImpact = 1_000;

    /// <summary>What the cases of such a page were about in the past is folded anew, in some tenths of a second: three of them fill a request.</summary>
    public const int PastSubjectsImpact = 3_000;

    /// <summary>States of the past are folded anew for the request that asks for them.</summary>
    public const int PastStates = 3;

    /// <summary>A page: what a person reads or a program copies in one answer of at most a few megabytes.</summary>
    public const int PageItems = 100;

    /// <summary>More errors tell nobody more.</summary>
    public const int Errors = 5;

    /// <summary>The same time after which the database ends a statement of a reader.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(10);
}
