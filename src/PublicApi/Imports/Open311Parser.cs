using System.Text.Json;

namespace PublicApi.Imports;

/// <summary>
/// Takes the bytes of a file piece by piece and finds the service requests in them: in an array at the top, or in the
/// member <c>service_requests</c> of an object at the top. Trailing commas are let pass, as real servers send them.
/// </summary>
internal sealed class Open311Parser(string file, SourceNames names)
{
    private enum Place
    {
        Start,
        Wrapper,
        Requests,
        WrappedRequests,
        End,
    }

    private readonly Open311Request request = new(names);
    private List<SourceRecord> found = [];
    private JsonReaderState state = new(new JsonReaderOptions { AllowTrailingCommas = true });
    private Place place = Place.Start;
    private bool seenRequests;
    private long records;

    public bool Ended { get; private set; }

    public IReadOnlyList<SourceRecord> TakeFound()
    {
        var taken = found;
        found = [];
        return taken;
    }

    /// <summary>Gives up on the file: what follows the damage cannot be told apart.</summary>
    public Refusal EndWith(string reason)
    {
        Ended = true;
        return new Refusal(file, records + 1, Refusal.WholeFile, $"{reason}; the rest of the file was not read");
    }

    /// <summary>Finds what is whole in the bytes and says how many of them are done with; the rest is to come again.</summary>
    public int Parse(ReadOnlySpan<byte> bytes, bool final)
    {
        var reader = new Utf8JsonReader(bytes, final, state);
        try
        {
            Advance(ref reader);
            Ended |= final;
        }
        catch (JsonException fault)
        {
            found.Add(EndWith($"the JSON is malformed at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} of that line"));
        }

        state = reader.CurrentState;
        return checked((int)reader.BytesConsumed);
    }

    private void Advance(ref Utf8JsonReader reader)
    {
        while (!Ended)
        {
            // A record that is cut by the end of the piece is read again from its start with the next piece.
            var before = reader;
            if (!reader.Read())
            {
                return;
            }

            if (!TryTake(ref reader))
            {
                reader = before;
                return;
            }
        }
    }

    /// <summary>False when the piece ends before the thing that begins here does.</summary>
    private bool TryTake(ref Utf8JsonReader reader)
    {
        switch (place, reader.TokenType)
        {
            case (Place.Start, JsonTokenType.StartArray):
                place = Place.Requests;
                return true;
            case (Place.Start, JsonTokenType.StartObject):
                place = Place.Wrapper;
                return true;
            case (Place.Start, _):
                found.Add(EndWith("the top of the file is neither an array nor an object"));
                return true;
            case (Place.Wrapper, JsonTokenType.PropertyName):
                return TryEnterMember(ref reader);
            case (Place.Wrapper, _) when !seenRequests:
                found.Add(EndWith("the object at the top has no array 'service_requests'"));
                return true;
            case (Place.Wrapper, _):
            case (Place.Requests, JsonTokenType.EndArray):
                place = Place.End;
                return true;
            case (Place.WrappedRequests, JsonTokenType.EndArray):
                place = Place.Wrapper;
                return true;
            default:
                return TryTakeRecord(ref reader);
        }
    }

    private bool TryEnterMember(ref Utf8JsonReader reader)
    {
        var isRequests = reader.ValueTextEquals("service_requests"u8);
        if (!reader.Read())
        {
            return false;
        }

        if (isRequests && reader.TokenType == JsonTokenType.StartArray)
        {
            (place, seenRequests) = (Place.WrappedRequests, true);
            return true;
        }

        return reader.TrySkip();
    }

    private bool TryTakeRecord(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            if (!reader.TrySkip())
            {
                return false;
            }

            found.Add(new Refusal(file, ++records, Refusal.WholeRecord, "is not an object"));
            return true;
        }

        if (!request.TryRead(ref reader))
        {
            return false;
        }

        found.Add(request.ToRecord(file, ++records));
        return true;
    }
}
