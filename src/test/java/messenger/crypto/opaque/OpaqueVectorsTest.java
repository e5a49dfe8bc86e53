package messenger.crypto.opaque;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The P-256 vectors of RFC 9807 D.1 and D.2, as published in machine-readable form: cfrg/draft-irtf-cfrg-opaque, commit
 * 78597fc, {@code poc/vectors/vectors.json}.
 */
final class OpaqueVectorsTest {
    private static final PasswordStretching IDENTITY = PasswordStretching.of(output -> Secret.copyOf(output.expose()));

    /** One vector; says by its kind and identities which one it is. */
    private record Vector(JsonNode json) {
        Bytes input(String name) {
            return Bytes.hex(json.get("inputs").path(name).asText());
        }

        Secret secretInput(String name) {
            return Secret.copyOf(input(name).toArray());
        }

        Bytes intermediate(String name) {
            return Bytes.hex(json.get("intermediates").get(name).asText());
        }

        Bytes output(String name) {
            return Bytes.hex(json.get("outputs").get(name).asText());
        }

        boolean isFake() {
            return json.get("config").get("Fake").asText().equals("True");
        }

        CredentialId id() {
            return new CredentialId(input("credential_identifier"));
        }

        Identities identities() {
            return new Identities(input("client_identity"), input("server_identity"));
        }

        LoginBinding binding() {
            return new LoginBinding(Bytes.hex(json.get("config").get("Context").asText()), identities());
        }

        OpaqueServerKeys keys() throws Exception {
            OpaqueServerKeys keys =
                    OpaqueServerKeys.decode(Secret.concat(secretInput("oprf_seed"), secretInput("server_private_key")));
            assertEquals(input("server_public_key"), keys.publicKey().encoded());
            return keys;
        }

        ScriptedRandom serverRandom() {
            return new ScriptedRandom(input("masking_nonce"), input("server_nonce"), input("server_keyshare_seed"));
        }

        @Override
        public String toString() {
            return (isFake() ? "fake" : "real") + " with " + identities();
        }
    }

    private static List<Vector> vectors(boolean fake) throws IOException {
        try (InputStream in = Objects.requireNonNull(OpaqueVectorsTest.class.getResourceAsStream("opaque-p256.json"))) {
            List<Vector> vectors = new ArrayList<>();
            new ObjectMapper().readTree(in).forEach(json -> vectors.add(new Vector(json)));
            vectors.removeIf(vector -> vector.isFake() != fake);
            return vectors;
        }
    }

    static List<Vector> real() throws IOException {
        return vectors(false);
    }

    static List<Vector> fake() throws IOException {
        return vectors(true);
    }

    @Test
    void thereAreTwoRealVectorsAndAFakeOne() throws IOException {
        assertEquals(2, real().size());
        assertEquals(1, fake().size());
    }

    @ParameterizedTest
    @MethodSource("real")
    void registersAsInRfc9807(Vector vector) throws Exception {
        assertEquals(
                vector.intermediate("oprf_key"),
                Bytes.copyOf(vector.keys().oprfKey(vector.id()).encoded().expose()));

        OpaqueRegistration registration = OpaqueRegistration.start(
                vector.secretInput("password"), new ScriptedRandom(vector.input("blind_registration")));
        assertEquals(vector.output("registration_request"), registration.request());
        Bytes response = new OpaqueServer(vector.keys()).registrationResponse(registration.request(), vector.id());
        assertEquals(vector.output("registration_response"), response);
        Registered registered = registration.finish(
                response, vector.identities(), IDENTITY, new ScriptedRandom(vector.input("envelope_nonce")));

        assertEquals(vector.output("registration_upload"), registered.record().encoded());
        assertEquals(
                Bytes.concat(
                        vector.intermediate("client_public_key"),
                        vector.intermediate("masking_key"),
                        vector.intermediate("envelope")),
                registered.record().encoded());
        assertEquals(secret(vector.output("export_key")), registered.exportKey());
    }

    @ParameterizedTest
    @MethodSource("real")
    void logsInAsInRfc9807(Vector vector) throws Exception {
        OpaqueLogin login = OpaqueLogin.start(
                vector.secretInput("password"),
                new ScriptedRandom(
                        vector.input("blind_login"),
                        vector.input("client_nonce"),
                        vector.input("client_keyshare_seed")));
        assertEquals(vector.output("KE1"), login.ke1());
        PendingLogin pending = new OpaqueServer(vector.keys())
                .loginResponse(
                        RegistrationRecord.decode(vector.output("registration_upload")),
                        login.ke1(),
                        vector.id(),
                        vector.binding(),
                        vector.serverRandom());
        assertEquals(vector.output("KE2"), pending.ke2());
        LoggedIn loggedIn = login.finish(pending.ke2(), vector.binding(), IDENTITY);

        assertEquals(vector.output("KE3"), loggedIn.ke3());
        assertEquals(secret(vector.output("session_key")), loggedIn.sessionKey());
        assertEquals(secret(vector.output("export_key")), loggedIn.exportKey());
        assertEquals(secret(vector.output("session_key")), pending.finish(loggedIn.ke3()));
    }

    /** The vector brings its own fake record, so this is the ordinary answer with an empty envelope. */
    @ParameterizedTest
    @MethodSource("fake")
    void answersForNobodyAsInRfc9807(Vector vector) throws Exception {
        RegistrationRecord record = RegistrationRecord.decode(Bytes.concat(
                vector.input("client_public_key"),
                vector.input("masking_key"),
                Bytes.copyOf(new byte[OpaqueSizes.ENVELOPE])));
        PendingLogin pending = new OpaqueServer(vector.keys())
                .loginResponse(record, vector.input("KE1"), vector.id(), vector.binding(), vector.serverRandom());

        assertEquals(vector.output("KE2"), pending.ke2());
    }

    private static Secret secret(Bytes bytes) {
        return Secret.copyOf(bytes.toArray());
    }
}
