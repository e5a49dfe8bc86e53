package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;
import messenger.client.ui.Binding.Context;

/** The own devices: which there are since when, one of them under the cursor. */
record Devices(List<OwnDevice> list, int selected, String problem) implements Dialog {
    /** Devices shown above and below the cursor at most, so that the overlay fits the smallest screen. */
    private static final int ROWS_SMALL = 4;

    static final Devices UNKNOWN = new Devices(List.of(), 0, "");

    Devices {
        list = List.copyOf(list);
        selected = Math.max(0, Math.min(selected, list.size() - 1));
    }

    static Step begin(Model model) {
        return Step.of(model.with(UNKNOWN), new Command.ShowDevices());
    }

    Devices with(News.Devices news) {
        return new Devices(news.devices(), selected, problem);
    }

    private boolean canChange() {
        return list.stream().anyMatch(device -> device.isThis() && device.isPrimary());
    }

    @Override
    public Sheet sheet(Model model) {
        Sheet sheet = Sheet.of("Your devices", Slot.BORDER_FOCUS, model.size()).gap();
        if (list.isEmpty()) {
            return sheet.essential(problem.isEmpty() ? "One moment\u2026" : "! " + problem, Slot.FG)
                    .gap();
        }
        int visible = Math.max(1, Math.min(list.size(), SheetView.room(model.size()) - ROWS_SMALL + 1));
        int first = Math.max(0, Math.min(selected - visible / 2, list.size() - visible));
        List<Sheet.Row> rows = new ArrayList<>();
        for (int i = first; i < first + visible; i++) {
            String cursor = i == selected ? "\u25B8 " : "  ";
            rows.add(new Sheet.Row.Text(
                    cursor + line(model, list.get(i), sheet.width()), i == selected ? Slot.LIST_SEL : Slot.FG));
        }
        return sheet.plus(Sheet.Weight.ESSENTIAL, rows)
                .problem(problem)
                .gap()
                .explaining("Every message to you goes to all of them. Remove one that you lost or gave away: what it"
                        + " has stays on it, but it gets nothing more.")
                .explaining(canChange() ? "" : "Only the primary device can link and remove devices.")
                .gap();
    }

    private static String line(Model model, OwnDevice device, int width) {
        String day = Times.shortDay(device.created(), model.clock().zone());
        String marks = (device.isThis() ? " \u00B7 this device" : "") + (device.isPrimary() ? " \u00B7 primary" : "");
        int room = Math.max(4, width - 2 - Columns.of(marks));
        return Columns.fit(Printable.line(device.id()), room) + marks + " \u00B7 since " + day;
    }

    @Override
    public Context context() {
        return Context.DEVICES;
    }

    @Override
    public Step act(Model model, Action action) {
        return switch (action) {
            case DEVICE_UP -> Step.of(model.with(new Devices(list, selected - 1, problem)));
            case DEVICE_DOWN -> Step.of(model.with(new Devices(list, selected + 1, problem)));
            case ADD_DEVICE -> Step.of(model.with(Ask.of(Forms.linkDevice())));
            case REMOVE_DEVICE -> remove(model);
            default -> Step.of(model);
        };
    }

    private Step remove(Model model) {
        if (list.isEmpty()) {
            return Step.of(model);
        }
        OwnDevice device = list.get(selected);
        if (device.isThis()) {
            return Step.of(model.with(new Devices(
                    list,
                    selected,
                    "This is the device in front of you. Remove it from another one, or use /delete-account.")));
        }
        Devices back = new Devices(list, selected, "");
        return Step.of(model.with(new Confirm(Confirm.Question.REMOVE_DEVICE, device.id(), back)));
    }

    @Override
    public Dialog refused(String trouble) {
        return new Devices(list, selected, trouble);
    }

    @Override
    public boolean waits() {
        return true;
    }
}
