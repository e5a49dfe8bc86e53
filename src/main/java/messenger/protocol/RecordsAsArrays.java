package messenger.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Makes records arrays of exactly their components, in order: on the wire, fields have no names. Jackson's own array
 * shape writes arrays of indefinite length and lets superfluous elements pass.
 */
final class RecordsAsArrays {
    private RecordsAsArrays() {}

    /** Writes any record that has no serializer of its own. */
    static final class Writer extends JsonSerializer<Record> {
        @Override
        public void serialize(Record value, JsonGenerator out, SerializerProvider provider) throws IOException {
            RecordComponent[] components = value.getClass().getRecordComponents();
            out.writeStartArray(value, components.length);
            for (RecordComponent component : components) {
                provider.defaultSerializeValue(component(value, component), out);
            }
            out.writeEndArray();
        }

        private static Object component(Record value, RecordComponent component) {
            try {
                return component.getAccessor().invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a frame's component cannot be read", e);
            }
        }
    }

    /** Finds the reader of any record that has none of its own. */
    static final class Readers extends SimpleDeserializers {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) throws JsonMappingException {
            JsonDeserializer<?> own = super.findBeanDeserializer(type, config, description);
            return own == null && type.isRecordType() ? new Reader(type.getRawClass()) : own;
        }
    }

    private static final class Reader extends JsonDeserializer<Object> {
        private final Class<?> type;
        private final RecordComponent[] components;
        private final Constructor<?> constructor;

        Reader(Class<?> type) {
            this.type = type;
            this.components = type.getRecordComponents();
            try {
                this.constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("every record has a canonical constructor", e);
            }
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.currentToken() != JsonToken.START_ARRAY) {
                context.reportWrongTokenException(type, JsonToken.START_ARRAY, "no array of fields");
            }
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                JsonToken token = in.nextToken();
                if (token == JsonToken.END_ARRAY || token == JsonToken.VALUE_NULL) {
                    context.reportInputMismatch(type, "%d fields of %d", i, values.length);
                }
                values[i] = context.readValue(in, context.constructType(components[i].getGenericType()));
            }
            if (in.nextToken() != JsonToken.END_ARRAY) {
                context.reportInputMismatch(type, "more than %d fields", values.length);
            }
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                return context.reportInputMismatch(type, "a field is out of bounds");
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a frame cannot be made", e);
            }
        }
    }
}
