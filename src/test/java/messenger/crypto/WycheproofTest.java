package messenger.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every vector of C2SP/wycheproof for what is used here; skipped where {@code shared/vectors} is not beside the
 * project.
 */
final class WycheproofTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One vector; says whether it fell under what our types can express at all. */
    private interface Vector {
        boolean check(JsonNode group, JsonNode test) throws Exception;
    }

    @Test
    void aesGcm() throws Exception {
        assertEquals(66, each("aes_gcm_test", (group, test) -> {
            if (group.get("keySize").asInt() != 256 || group.get("ivSize").asInt() != 96) {
                return false;
            }
            AeadKey key = AeadKey.of(secret(test, "key"));
            Nonce nonce = new Nonce(bytes(test, "iv"));
            AssociatedData ad = new AssociatedData(bytes(test, "aad"));
            Bytes sealed = Bytes.concat(bytes(test, "ct"), bytes(test, "tag"));
            if (isValid(test)) {
                assertEquals(sealed, key.seal(nonce, ad, bytes(test, "msg")), name(test));
                assertEquals(bytes(test, "msg"), key.open(nonce, ad, sealed), name(test));
            } else {
                rejects(AuthenticationFailedException.class, test, () -> key.open(nonce, ad, sealed));
            }
            return true;
        }));
    }

    @Test
    void ed25519() throws Exception {
        assertEquals(151, each("ed25519_test", (group, test) -> {
            Ed25519PublicKey key = Ed25519PublicKey.of(bytes(group.get("publicKey"), "pk"));
            Bytes signature = bytes(test, "sig");
            if (isValid(test)) {
                key.verify(bytes(test, "msg"), new Signature(signature));
            } else if (signature.size() != Signature.BYTES) {
                rejects(IllegalArgumentException.class, test, () -> new Signature(signature));
            } else {
                rejects(
                        AuthenticationFailedException.class,
                        test,
                        () -> key.verify(bytes(test, "msg"), new Signature(signature)));
            }
            return true;
        }));
    }

    @Test
    void hkdf() throws Exception {
        assertEquals(86, each("hkdf_sha256_test", (group, test) -> {
            int size = test.get("size").asInt();
            if (isValid(test)) {
                Secret derived = Hkdf.derive(secret(test, "salt"), secret(test, "ikm"), bytes(test, "info"), size);
                assertEquals(secret(test, "okm"), derived, name(test));
            } else {
                rejects(
                        IllegalArgumentException.class,
                        test,
                        () -> Hkdf.derive(secret(test, "salt"), secret(test, "ikm"), bytes(test, "info"), size));
            }
            return true;
        }));
    }

    @Test
    void hmac() throws Exception {
        assertEquals(174, each("hmac_sha256_test", (group, test) -> {
            Secret code = Hmac.sha256(secret(test, "key"), bytes(test, "msg"));
            boolean equal = code.slice(0, group.get("tagSize").asInt() / 8).equals(secret(test, "tag"));
            assertEquals(isValid(test), equal, name(test));
            return true;
        }));
    }

    @Test
    void x25519() throws Exception {
        assertEquals(518, each("x25519_test", (group, test) -> {
            X25519KeyPair pair = X25519KeyPair.of(secret(test, "private"));
            X25519PublicKey other = X25519PublicKey.of(bytes(test, "public"));
            if (bytes(test, "shared").equals(Bytes.copyOf(new byte[32]))) {
                rejects(RejectedKeyException.class, test, () -> pair.agree(other));
            } else {
                assertEquals(secret(test, "shared"), pair.agree(other), name(test));
            }
            return true;
        }));
    }

    @ParameterizedTest
    @EnumSource
    void mlKemDecapsulation(MlKem set) throws Exception {
        assertEquals(193, each(file(set, "test"), (group, test) -> {
            Executable decapsulation = () -> {
                MlKemKeyPair pair = MlKemKeyPair.of(set, secret(test, "seed"));
                Secret shared = pair.decapsulate(bytes(test, "c"));
                assertEquals(bytes(test, "ek"), pair.publicKey().raw(), name(test));
                assertEquals(secret(test, "K"), shared, name(test));
            };
            if (isValid(test)) {
                runs(decapsulation);
            } else if (bytes(test, "seed").size() != MlKemKeyPair.SEED_BYTES) {
                rejects(IllegalArgumentException.class, test, decapsulation);
            } else {
                rejects(MalformedException.class, test, decapsulation);
            }
            return true;
        }));
    }

    @ParameterizedTest
    @EnumSource
    void mlKemEncapsulation(MlKem set) throws Exception {
        int expected = set == MlKem.ML_KEM_768 ? 265 : 269;
        assertEquals(expected, each(file(set, "encaps_test"), (group, test) -> {
            if (isValid(test)) {
                var made = MlKemPublicKey.of(set, bytes(test, "ek")).encapsulate(giving(bytes(test, "m")));
                assertEquals(bytes(test, "c"), made.ciphertext(), name(test));
                assertEquals(secret(test, "K"), made.shared(), name(test));
            } else {
                rejects(RejectedKeyException.class, test, () -> MlKemPublicKey.of(set, bytes(test, "ek")));
            }
            return true;
        }));
    }

    @ParameterizedTest
    @EnumSource
    void mlKemKeyGeneration(MlKem set) throws Exception {
        assertEquals(100, each(file(set, "keygen_seed_test"), (group, test) -> {
            MlKemKeyPair pair = MlKemKeyPair.of(set, secret(test, "seed"));
            assertEquals(bytes(test, "ek"), pair.publicKey().raw(), name(test));
            return true;
        }));
    }

    private static String file(MlKem set, String kind) {
        return (set == MlKem.ML_KEM_768 ? "mlkem_768_" : "mlkem_1024_") + kind;
    }

    private static int each(String file, Vector vector) throws Exception {
        Path found = vectors().resolve(file + ".json");
        int checked = 0;
        for (JsonNode group : JSON.readTree(found.toFile()).get("testGroups")) {
            for (JsonNode test : group.get("tests")) {
                checked += vector.check(group, test) ? 1 : 0;
            }
        }
        return checked;
    }

    /** {@code shared/vectors} beside the project or any folder above it. */
    private static Path vectors() throws IOException {
        Path at = Path.of("").toRealPath();
        Path found = at.resolve("absent");
        for (int i = 0; i < at.getNameCount(); i++) {
            Path candidate =
                    at.getRoot().resolve(at.subpath(0, at.getNameCount() - i)).resolve("shared/vectors/wycheproof");
            if (!Files.isDirectory(found) && Files.isDirectory(candidate)) {
                found = candidate;
            }
        }
        assumeTrue(Files.isDirectory(found), "the vectors are not beside the project");
        return found;
    }

    private static SecureRandom giving(Bytes value) {
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(
                        value.requireSize(bytes.length, "what was asked for").toArray(), 0, bytes, 0, bytes.length);
            }
        };
    }

    private static void rejects(Class<? extends Exception> expected, JsonNode test, Executable call) {
        assertThrows(expected, call, name(test));
    }

    private static void runs(Executable call) throws Exception {
        try {
            call.execute();
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isValid(JsonNode test) {
        return !test.get("result").asText().equals("invalid");
    }

    private static Bytes bytes(JsonNode test, String field) {
        return Bytes.hex(test.get(field).asText());
    }

    private static Secret secret(JsonNode test, String field) {
        return Secret.copyOf(bytes(test, field).toArray());
    }

    private static String name(JsonNode test) {
        return "tcId " + test.get("tcId").asInt() + " " + test.path("comment").asText();
    }
}
