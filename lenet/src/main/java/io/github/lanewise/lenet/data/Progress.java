package io.github.lanewise.lenet.data;

import java.io.PrintStream;

/** Where a download tells how far it is. */
public interface Progress {
    /** One file on its way. */
    interface Task extends AutoCloseable {
        /**
         * Tells how much is there.
         *
         * @param bytes
         *            from the start of the file
         */
        void advanceTo(long bytes);

        /** Ends the task, whether finished or failed. */
        @Override
        void close();
    }

    /**
     * Begins a file.
     *
     * @param name
     *            the name of the file
     * @param present
     *            bytes that are already there
     * @param total
     *            bytes of the whole file
     * @return the task to advance and close
     */
    Task begin(String name, long present, long total);

    /**
     * Tells something between files, such as a mirror that failed.
     *
     * @param line
     *            one line of text
     */
    void note(String line);

    /**
     * Shows nothing.
     *
     * @return a progress that drops everything
     */
    static Progress silent() {
        return new Progress() {
            @Override
            public Task begin(String name, long present, long total) {
                return new Task() {
                    @Override
                    public void advanceTo(long bytes) {
                        // silent
                    }

                    @Override
                    public void close() {
                        // silent
                    }
                };
            }

            @Override
            public void note(String line) {
                // silent
            }
        };
    }

    /**
     * Prints a plain line at each fifth of a file, for logs.
     *
     * @param out
     *            where to print
     * @return the progress
     */
    static Progress lines(PrintStream out) {
        return new ProgressLines(out);
    }

    /**
     * Draws a bar that moves, for terminals.
     *
     * @param out
     *            where to print
     * @return the progress
     */
    static Progress bar(PrintStream out) {
        return new ProgressBars(out);
    }

    /**
     * Draws a bar when the program runs on a terminal, else prints lines.
     *
     * @param out
     *            where to print
     * @return the progress
     */
    static Progress on(PrintStream out) {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return terminal ? bar(out) : lines(out);
    }
}
