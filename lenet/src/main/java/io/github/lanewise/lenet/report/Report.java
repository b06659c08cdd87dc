package io.github.lanewise.lenet.report;

import io.github.lanewise.lenet.EpochResult;
import io.github.lanewise.lenet.Evaluation;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.data.Dataset;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became of a training, as one page that needs no other file and no network. */
public final class Report {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private Report() {}

    /**
     * What is told.
     *
     * @param parameters
     *            the weights as they ended
     * @param dataset
     *            the images
     * @param epochs
     *            what each epoch came to
     * @param settings
     *            what was asked for
     * @param evaluation
     *            what the weights make of the test images
     * @param threads
     *            how many computed
     */
    public record Run(Parameters parameters, Dataset dataset, List<EpochResult> epochs, List<Fact> settings,
            Evaluation evaluation, int threads) {}

    /** What the template shows. */
    private record Content(String title, String subtitle, List<Fact> figures, boolean hasEpochs, LearningCurves curves,
            ConfusionMatrix confusion, boolean hasMistakes, List<MistakePicture> mistakes, List<LayerPictures> filters,
            Digit digit, List<SummaryRow> summary, List<Fact> settings, List<Fact> machine, String hash) {}

    /**
     * Writes the page.
     *
     * @param run
     *            what is told
     * @return the bytes of an HTML file
     */
    public static byte[] html(Run run) {
        Dataset dataset = run.dataset();
        List<MistakePicture> mistakes = MistakePicture.of(dataset, run.evaluation());
        return Page.html("report",
                new Content(run.parameters().model() + " on " + Path.of(dataset.name()).toAbsolutePath().getFileName(),
                        dataset.description() + ", " + ZonedDateTime.now(ZoneOffset.UTC).format(MINUTE),
                        figures(run), !run.epochs().isEmpty(),
                        LearningCurves.of(run.epochs()), ConfusionMatrix.of(run.evaluation(), dataset.classNames()),
                        !mistakes.isEmpty(), mistakes,
                        new Filters(run.parameters()).first(), Digit.ofTest(run.parameters(), dataset, 0),
                        SummaryRow.of(run.parameters()), run.settings(), Machine.facts(run.threads()),
                        run.parameters().hash()));
    }

    private static List<Fact> figures(Run run) {
        List<Fact> figures = new ArrayList<>();
        figures.add(
                new Fact("test accuracy", String.format(Locale.ROOT, "%.4f", run.evaluation().result().accuracy())));
        figures.add(new Fact("test images", String.format(Locale.ROOT, "%,d", run.dataset().testCount())));
        figures.add(new Fact("parameters", String.format(Locale.ROOT, "%,d", run.parameters().values().length)));
        figures.add(new Fact("epochs", String.valueOf(run.epochs().size())));
        if (!run.epochs().isEmpty()) {
            figures.add(new Fact("training time", String.format(Locale.ROOT, "%.1f s",
                    run.epochs().stream().mapToDouble(epoch -> epoch.training().seconds()).sum())));
            figures.add(new Fact("images/s, last epoch",
                    String.format(Locale.ROOT, "%,.0f", run.epochs().getLast().training().imagesPerSecond())));
        }
        return figures;
    }
}
