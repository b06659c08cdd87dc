package io.github.lanewise.rivals;

/** What a contender's process does with its library. */
interface Library {
    /**
     * Prepares a pass on inputs that stay as they are: all that a user of the library would do once.
     *
     * @param task what to compute
     * @param inputs its inputs, as {@link Task} orders them
     * @param threads how many may compute
     * @return the call that is checked and timed
     */
    Call prepare(Task task, float[][] inputs, int threads) throws Exception;

    /** A pass, ready to run as often as wanted. */
    interface Call {
        /** Computes, overwriting the result of before. */
        void run() throws Exception;

        /** The result, in the layout of the API: rows, or N×C×H×W. */
        float[] result() throws Exception;

        /** What was chosen inside the library, for people. */
        default String note() {
            return "";
        }
    }
}
