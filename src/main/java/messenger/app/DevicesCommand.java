package messenger.app;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the account's devices, or takes one out of it. */
@CommandLine.Command(
        name = "devices",
        description = "Prints the account's devices; \"devices remove N --yes\" takes one out.",
        mixinStandardHelpOptions = true)
final class DevicesCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options = new ClientOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "remove", description = "The only word there may be.")
    private Optional<String> action = Optional.empty();

    @Parameters(index = "1", arity = "0..1", paramLabel = "N", description = "The number of the device.")
    private Optional<Integer> number = Optional.empty();

    @Option(names = "--yes", description = "Do it: the device gets nothing any more, and cannot come back.")
    private boolean yes;

    @Override
    public Integer call() {
        boolean removes = action.isPresent();
        if (removes && (!action.get().equals("remove") || number.isEmpty())) {
            throw new CommandFailure(Exit.USAGE, "Write it as: devices, or: devices remove N --yes.");
        }
        if (removes && !yes) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "Device " + number.get() + " would get nothing any more and could not come back. If you want that,"
                            + " say --yes.");
        }
        try (ScriptClient client = options.connect(ScriptClient.Patience.LIMITED)) {
            Notice.OwnDevices devices = devices(client);
            if (removes) {
                devices = remove(client, devices, number.get());
            }
            for (Device device : devices.devices()) {
                print(device, devices);
            }
            client.leave();
        }
        return Exit.DONE;
    }

    private static Notice.OwnDevices devices(ScriptClient client) {
        client.post(new ClientEvent.ShowDevices());
        Notice answer = client.await(notice -> notice instanceof Notice.OwnDevices);
        return (Notice.OwnDevices) answer;
    }

    private static Notice.OwnDevices remove(ScriptClient client, Notice.OwnDevices devices, int number) {
        Device gone = devices.devices().stream()
                .filter(device -> device.id().value() == number)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE, "There is no device " + number + ". Look at them with: devices."));
        if (!devices.isPrimary()) {
            throw new CommandFailure(Exit.REFUSED, Sentences.primaryNeeded());
        }
        if (gone.id().equals(devices.self())) {
            throw new CommandFailure(
                    Exit.REFUSED,
                    "That is this device, which has the account's key, so it cannot be removed. To end the account:"
                            + " delete-account.");
        }
        client.post(new ClientEvent.RemoveDevice(gone.id()));
        Notice answer = client.await(notice -> notice instanceof Notice.OwnDevices now && !isThere(now, gone.id()));
        return (Notice.OwnDevices) answer;
    }

    private static boolean isThere(Notice.OwnDevices devices, DeviceId id) {
        return devices.devices().stream().anyMatch(device -> device.id().equals(id));
    }

    private void print(Device device, Notice.OwnDevices devices) {
        boolean self = device.id().equals(devices.self());
        String added = LocalDate.ofEpochDay(device.createdDay()).toString();
        if (options.isJson()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("device", device.id().value());
            line.put("added", added);
            line.put("self", self);
            if (self) {
                line.put("primary", devices.isPrimary());
            }
            options.print(line);
        } else {
            String mark = self ? devices.isPrimary() ? "  this device, has the account's key" : "  this device" : "";
            options.out().println("device " + device.id().value() + "  added " + added + mark);
            options.out().flush();
        }
    }
}
