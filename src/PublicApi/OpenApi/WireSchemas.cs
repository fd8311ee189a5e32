using System.Reflection;
using Ledger.Deciding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PublicApi.OpenApi;

/// <summary>The forms that the wire has for types of ours, and what the comments say about each member.</summary>
internal sealed class WireSchemas : IOpenApiSchemaTransformer
{
    private static readonly Assembly[] Ours = [typeof(LedgerEvent).Assembly, typeof(WireSchemas).Assembly];
    private static readonly XmlComments Comments = new(Ours);

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String | Null(context), "date-time");
        }
        else if (type == typeof(Confidential))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String, "confidential");
            schema.Description = "Kept in the vault; never in an event, an entry or an answer of the public.";
        }
        else if (Ours.Contains(type.Assembly))
        {
            schema.Description = Comments.Summary(type);
            schema.AdditionalPropertiesAllowed = false;
        }

        if (context.JsonPropertyInfo is { AttributeProvider: PropertyInfo property } && !Ours.Contains(type.Assembly))
        {
            schema.Description = Comments.Parameter(property.DeclaringType!, property.Name);
        }

        return Task.CompletedTask;
    }

    private static JsonSchemaType Null(OpenApiSchemaTransformerContext context) =>
        Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is null ? default : JsonSchemaType.Null;
}
