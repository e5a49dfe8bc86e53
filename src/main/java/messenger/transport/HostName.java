package messenger.transport;

import io.netty.util.NetUtil;
import java.net.IDN;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Whether a certificate is for a host (RFC 9525 6): by its subject alternative names and nothing else, for the common
 * name has no defined meaning. A wildcard stands for exactly one label, the left-most one, and never for half of one.
 */
final class HostName {
    /** RFC 5280 4.2.1.6, the numbers of the choices in GeneralName. */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    private HostName() {}

    /** {@code host} is a name, or an IP address without brackets. */
    static boolean isNamed(String host, X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null && names.stream().anyMatch(name -> matches(host, name));
        } catch (CertificateParsingException e) {
            // An extension that cannot be read names nobody.
            return false;
        }
    }

    private static boolean matches(String host, List<?> name) {
        boolean isAddress = NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
        if (!(name.get(0) instanceof Integer kind) || !(name.get(1) instanceof String text)) {
            return false;
        }
        if (isAddress) {
            return kind == IP_ADDRESS && isSameAddress(host, text);
        }
        return kind == DNS_NAME && isSameName(host, text);
    }

    private static boolean isSameAddress(String host, String named) {
        return (NetUtil.isValidIpV4Address(named) || NetUtil.isValidIpV6Address(named))
                && Arrays.equals(
                        NetUtil.createByteArrayFromIpAddressString(host),
                        NetUtil.createByteArrayFromIpAddressString(named));
    }

    /** {@code pattern} is of the certificate. */
    static boolean isSameName(String host, String pattern) {
        String wanted;
        try {
            wanted = canonical(IDN.toASCII(host));
        } catch (IllegalArgumentException e) {
            return false;
        }
        String named = canonical(pattern);
        if (!named.startsWith("*.")) {
            return !named.isEmpty() && !named.contains("*") && named.equals(wanted);
        }
        String parent = named.substring(1);
        int dot = wanted.indexOf('.');
        // Not "*.com": an authority that signs for a whole top-level domain is not believed.
        return dot > 0
                && parent.indexOf('.', 1) > 0
                && !parent.contains("*")
                && wanted.substring(dot).equals(parent);
    }

    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
