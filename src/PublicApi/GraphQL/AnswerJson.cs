using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using Microsoft.Extensions.ObjectPool;

namespace PublicApi.GraphQL;

/// <summary>
/// Writes the answer to a query that met no error. The library's writer looks each value's type up anew; here those that the scalars of
/// the schema give are known, which halves the time that an answer of hundreds of values takes.
/// </summary>
internal sealed class AnswerJson(IGraphQLTextSerializer library)
{
    private const int KeptBytes = 128 * 1024;

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // An answer takes just its length, since it may be kept; what it grew in serves the next one.
    private readonly ObjectPool<ArrayBufferWriter<byte>> buffers = ObjectPool.Create(new Buffers());

    /// <summary>False where the library has to write it.</summary>
    public static bool CanWrite(ExecutionResult result) => result is { Errors: null, Data: RootExecutionNode };

    public ReadOnlyMemory<byte> Write(ExecutionResult result)
    {
        var output = buffers.Get();
        using var json = new Utf8JsonWriter(output, Form);
        json.WriteStartObject();
        json.WritePropertyName("data"u8);
        Write(json, (ExecutionNode)result.Data!);
        if (result.Extensions is { Count: > 0 } extensions)
        {
            json.WritePropertyName("extensions"u8);
            WriteValue(json, extensions);
        }

        json.WriteEndObject();
        json.Flush();
        var answer = output.WrittenSpan.ToArray();
        buffers.Return(output);
        return answer;
    }

    private void Write(Utf8JsonWriter json, ExecutionNode node)
    {
        switch (node)
        {
            case RowNode { Read: var (fields, values) }:
                WriteRow(json, fields, values);
                break;
            case ObjectExecutionNode { SubFields: { } fields }:
                json.WriteStartObject();
                foreach (var field in fields)
                {
                    json.WritePropertyName(field.Name!);
                    Write(json, field);
                }

                json.WriteEndObject();
                break;
            case ArrayExecutionNode { Items: { } items }:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                WriteValue(json, node.ToValue());
                break;
        }
    }

    private void WriteRow(Utf8JsonWriter json, RowFields fields, object?[] values)
    {
        json.WriteStartObject();
        for (var i = 0; i < values.Length; i++)
        {
            var part = fields.Parts[i];
            json.WritePropertyName(part.Name);
            if (part.Inner is { } inner && values[i] is object?[] below)
            {
                WriteRow(json, inner, below);
            }
            else
            {
                WriteValue(json, values[i]);
            }
        }

        json.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case Dictionary<string, object?> members: WriteMembers(json, members); break;
            default: json.WriteRawValue(library.Serialize(value), skipInputValidation: true); break;
        }
    }

    private void WriteMembers(Utf8JsonWriter json, Dictionary<string, object?> members)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    private sealed class Buffers : PooledObjectPolicy<ArrayBufferWriter<byte>>
    {
        public override ArrayBufferWriter<byte> Create() => new(KeptBytes / 4);

        public override bool Return(ArrayBufferWriter<byte> obj)
        {
            obj.ResetWrittenCount();
            return obj.Capacity <= KeptBytes;
        }
    }
}
