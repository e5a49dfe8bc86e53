package messenger.crypto.identity;

/** A device of an account, 1 to 255; never used again for other keys (PROTOCOL 1.1). */
public record DeviceId(int value) {
    public static final int MAX = 255;
    public static final DeviceId FIRST = new DeviceId(1);

    public DeviceId {
        if (value < 1 || value > MAX) {
            throw new IllegalArgumentException("a device id is 1 to 255, not " + value);
        }
    }
}
