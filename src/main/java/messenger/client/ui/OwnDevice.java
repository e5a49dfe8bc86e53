package messenger.client.ui;

import java.time.Instant;

/**
 * One of the own devices as a row of the devices overlay.
 *
 * @param id opaque to the screen, shown as it is, and handed back in {@link Command.RemoveDevice}
 * @param isThis whether it is the one that this client runs on
 * @param isPrimary whether it has the account's key, so that it can add and remove devices
 */
public record OwnDevice(String id, Instant created, boolean isThis, boolean isPrimary) {}
