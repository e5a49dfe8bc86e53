package messenger.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import messenger.crypto.Bytes;
import messenger.crypto.Signature;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;

/** How ids and byte strings look on the wire: each as one CBOR string or number, bound strictly, nothing coerced. */
final class WireTypes {
    private WireTypes() {}

    static ObjectMapper mapper(CBORFactory factory) {
        SimpleModule module = new SimpleModule();
        module.setDeserializers(new RecordsAsArrays.Readers());
        module.addSerializer(Record.class, new RecordsAsArrays.Writer());
        binary(module, Bytes.class, bytes -> bytes, bytes -> bytes);
        binary(module, Signature.class, Signature::value, Signature::new);
        binary(module, AccountId.class, AccountId::value, AccountId::new);
        binary(module, MailboxId.class, MailboxId::value, MailboxId::new);
        binary(module, SubmissionId.class, SubmissionId::value, SubmissionId::new);
        binary(module, Incarnation.class, Incarnation::value, Incarnation::new);
        text(module, UserName.class, UserName::value, UserName::new);
        text(module, String.class, text -> text, text -> text);
        number(module, RequestId.class, RequestId::value, RequestId::new);
        number(module, DeviceId.class, DeviceId::value, value -> new DeviceId(Math.toIntExact(value)));
        number(module, Refusal.class, Refusal::code, value -> Refusal.of(Math.toIntExact(value)));
        return CBORMapper.builder(factory)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .addModule(module)
                .build();
    }

    private static <T> void binary(
            SimpleModule module, Class<T> type, Function<T, Bytes> bytes, Function<Bytes, T> make) {
        bind(module, type, (value, out) -> out.writeBinary(bytes.apply(value).toArray()), (in, context) -> {
            require(in, context, type, JsonToken.VALUE_EMBEDDED_OBJECT);
            return make.apply(Bytes.copyOf(in.getBinaryValue()));
        });
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> text, Function<String, T> make) {
        bind(module, type, (value, out) -> out.writeString(text.apply(value)), (in, context) -> {
            require(in, context, type, JsonToken.VALUE_STRING);
            return make.apply(in.getText());
        });
    }

    private static <T> void number(
            SimpleModule module, Class<T> type, ToLongFunction<T> number, Function<Long, T> make) {
        bind(module, type, (value, out) -> out.writeNumber(number.applyAsLong(value)), (in, context) -> {
            require(in, context, type, JsonToken.VALUE_NUMBER_INT);
            return make.apply(in.getLongValue());
        });
    }

    private static void require(JsonParser in, DeserializationContext context, Class<?> type, JsonToken token)
            throws IOException {
        if (in.currentToken() != token) {
            context.reportWrongTokenException(type, token, "no %s", type.getSimpleName());
        }
    }

    private interface Writing<T> {
        void write(T value, JsonGenerator out) throws IOException;
    }

    private interface Reading<T> {
        T read(JsonParser in, DeserializationContext context) throws IOException;
    }

    private static <T> void bind(SimpleModule module, Class<T> type, Writing<T> writing, Reading<T> reading) {
        module.addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                writing.write(value, out);
            }
        });
        module.addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                try {
                    return reading.read(in, context);
                } catch (IllegalArgumentException | ArithmeticException e) {
                    return context.reportInputMismatch(type, "not a %s", type.getSimpleName());
                }
            }
        });
    }
}
