package messenger.client.ui;

import java.util.List;
import messenger.client.ui.Binding.Context;

/** Comparing short numbers with a person: waiting for them, the numbers, waiting for their answer, the end. */
record Compare(String name, Stage stage, String numbers, String end) implements Dialog {
    /** How far it is. */
    enum Stage {
        WAITING,
        SHOWN,
        ANSWERED,
        ENDED
    }

    static Step begin(Model model, String name) {
        Model next = model.with(model.contacts().notWishing(name));
        return Step.of(next.with(new Compare(name, Stage.WAITING, "", "")), new Command.CompareNumbers(name));
    }

    Compare with(News.ComparisonShown shown) {
        boolean awaited = shown.user().equals(name) && stage == Stage.WAITING;
        return awaited ? new Compare(name, Stage.SHOWN, Printable.line(shown.numbers()), "") : this;
    }

    Compare with(News.ComparisonEnded ended) {
        return ended.user().equals(name) && stage != Stage.ENDED
                ? new Compare(name, Stage.ENDED, "", sentence(name, ended.outcome()))
                : this;
    }

    static String sentence(String user, News.Outcome outcome) {
        String shown = Printable.line(user);
        return switch (outcome) {
            case EQUAL -> shown + " is verified: you talk to each other and nobody is in between.";
            case DIFFERENT ->
                "The numbers differ, so somebody may be between you and " + shown
                        + ". Nothing was verified. Send nothing secret, and compare safety numbers side by side.";
            case GIVEN_UP ->
                "The comparison with " + shown + " ended before both sides had answered. Nothing was verified;"
                        + " it can be begun again.";
        };
    }

    @Override
    public Sheet sheet(Model model) {
        String shown = Columns.fit(Printable.line(name), 24);
        Sheet sheet = Sheet.of("Short numbers with " + shown, Slot.BORDER_FOCUS, model.size())
                .gap();
        return switch (stage) {
            case WAITING ->
                sheet.essential("Waiting for " + shown + " to agree on their side\u2026", Slot.FG)
                        .gap()
                        .explaining("Talk to them meanwhile, by voice or face to face: you will both read out numbers."
                                + " They find your wish as a line above their composer.")
                        .gap();
            case SHOWN ->
                large(sheet, numbers, model.size())
                        .gap()
                        .essential("Does " + shown + " see the same numbers? Ask by voice, not by chat.", Slot.FG)
                        .gap();
            case ANSWERED ->
                sheet.essential("Waiting for the answer of " + shown + "\u2026", Slot.FG)
                        .gap();
            case ENDED -> sheet.essential(end, Slot.FG).gap();
        };
    }

    /** The numbers as large as the screen allows. */
    static Sheet large(Sheet sheet, String numbers, Size size) {
        List<String> rows = BigDigits.rows(numbers);
        boolean fits = Columns.of(rows.get(0)) <= sheet.width() && SheetView.room(size) > BigDigits.ROWS + 6;
        return sheet.centred(fits ? rows : List.of(numbers), fits ? Slot.ACCENT : Slot.TITLE);
    }

    @Override
    public Context context() {
        return stage == Stage.SHOWN ? Context.NUMBERS : Context.NOTE;
    }

    @Override
    public Step act(Model model, Action action) {
        if (stage != Stage.SHOWN) {
            return Step.of(model);
        }
        Command.Verdict verdict = action == Action.EQUAL ? Command.Verdict.EQUAL : Command.Verdict.DIFFERENT;
        return Step.of(
                model.with(new Compare(name, Stage.ANSWERED, "", "")), new Command.NumbersCompared(name, verdict));
    }

    @Override
    public Dialog refused(String problem) {
        return stage == Stage.ENDED ? this : new Compare(name, Stage.ENDED, "", problem);
    }

    @Override
    public boolean waits() {
        return stage != Stage.ENDED;
    }
}
