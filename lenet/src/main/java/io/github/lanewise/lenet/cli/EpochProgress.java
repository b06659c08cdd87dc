package io.github.lanewise.lenet.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far an epoch is: a bar with images/s and time left on a terminal, else a plain line now and then. */
interface EpochProgress extends AutoCloseable {
    /** So many images of this epoch are done. */
    void step(int images);

    @Override
    void close();

    static EpochProgress on(PrintStream out, int epoch, int epochs, int images) {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return terminal ? new Bar(out, epoch, epochs, images) : new Lines(out, epoch, images);
    }

    /** A bar that moves. */
    final class Bar implements EpochProgress {
        private final ProgressBar bar;

        Bar(PrintStream out, int epoch, int epochs, int images) {
            bar = new ProgressBarBuilder().setTaskName("epoch " + epoch + "/" + epochs).setInitialMax(images)
                    .setUnit(" images", 1).showSpeed().setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(100).clearDisplayOnFinish().setConsumer(
                            new me.tongfei.progressbar.ConsoleProgressBarConsumer(out))
                    .build();
        }

        @Override
        public void step(int images) {
            bar.stepTo(images);
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
        private final long start = System.nanoTime();
        private long last = start;

        Lines(PrintStream out, int epoch, int total) {
            this.out = out;
            this.epoch = epoch;
            this.total = total;
        }

        @Override
        public void step(int images) {
            long now = System.nanoTime();
            if (now - last < INTERVAL || images == total) {
                return;
            }
            last = now;
            double perSecond = images / ((now - start) / 1e9);
            out.printf(Locale.ROOT, "epoch %d: %,d of %,d images, %,.0f images/s, %.0f s left%n", epoch, images, total,
                    perSecond, (total - images) / perSecond);
        }

        @Override
        public void close() {
            // the epoch's own line follows
        }
    }
}
