package io.github.lanewise.lenet.cli;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far an epoch is: a bar with images/s, time left and the loss so far on a terminal, else a plain line now and then. */
interface EpochProgress extends AutoCloseable {
    /** So many images of this epoch are done, with this mean loss. */
    void step(int images, double loss);

    @Override
    void close();

    static EpochProgress on(PrintStream out, int epoch, int epochs, int images) {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return terminal ? new Bar(out, epoch, epochs, images) : new Lines(out, epoch, images, Lines.INTERVAL);
    }

    /** A bar that moves. */
    final class Bar implements EpochProgress {
        private static final int REDRAW_MILLIS = 100;

        private final ProgressBar bar;
        private final int total;
        private final long start = System.nanoTime();
        private long told = start;

        Bar(PrintStream out, int epoch, int epochs, int images) {
            total = images;
            // Short, so that all fits into 80 columns.
            DecimalFormat rate = new DecimalFormat("#,##0 'images'", DecimalFormatSymbols.getInstance(Locale.ROOT));
            bar = new ProgressBarBuilder().setTaskName("epoch " + epoch + "/" + epochs).setInitialMax(images)
                    .hideEta().setUnit("", 1)
                    .showSpeed(rate).setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(REDRAW_MILLIS).clearDisplayOnFinish().setConsumer(
                            new me.tongfei.progressbar.ConsoleProgressBarConsumer(out))
                    .build();
        }

        @Override
        public void step(int images, double loss) {
            bar.stepTo(images);
            long now = System.nanoTime();
            if (now - told >= Duration.ofMillis(REDRAW_MILLIS).toNanos()) {
                told = now;
                double perImage = (now - start) / 1e9 / images;
                bar.setExtraMessage(
                        String.format(Locale.ROOT, ", %.0f s left, loss %.4f", (total - images) * perImage, loss));
            }
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Lines for logs, one every few seconds. */
    final class Lines implements EpochProgress {
        private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

        private final PrintStream out;
        private final int epoch;
        private final int total;
        private final long interval;
        private final long start = System.nanoTime();
        private long last = start;

        /** One line each interval, in nanoseconds. */
        Lines(PrintStream out, int epoch, int total, long interval) {
            this.out = out;
            this.epoch = epoch;
            this.total = total;
            this.interval = interval;
        }

        @Override
        public void step(int images, double loss) {
            long now = System.nanoTime();
            if (now - last < interval || images == total) {
                return;
            }
            last = now;
            double perSecond = images / ((now - start) / 1e9);
            out.printf(Locale.ROOT, "epoch %d: %,d of %,d images, loss %.4f, %,.0f images/s, %.0f s left%n", epoch,
                    images,
                    total, loss, perSecond, (total - images) / perSecond);
        }

        @Override
        public void close() {
            // the epoch's own line follows
        }
    }
}
