package io.github.lanewise.lenet.data;

import java.io.IOException;

/** A data set that cannot be used: which file, which place in it, and what is wrong there. */
public final class DataException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String place;

    /**
     * Makes an error whose message reads "file: place: problem".
     *
     * @param file
     *            the file, folder or data set in question
     * @param place
     *            where in the file, such as "byte 4 (count)"; empty when the whole of it is meant
     * @param problem
     *            what was found and what was expected
     */
    public DataException(String file, String place, String problem) {
        this(file, place, problem, null);
    }

    /**
     * Makes an error with a cause; see {@link #DataException(String, String, String)}.
     *
     * @param file
     *            the file, folder or data set in question
     * @param place
     *            where in the file; empty when the whole of it is meant
     * @param problem
     *            what was found and what was expected
     * @param cause
     *            the error underneath, or null
     */
    public DataException(String file, String place, String problem, Throwable cause) {
        super(file + ": " + (place.isEmpty() ? "" : place + ": ") + problem, cause);
        this.file = file;
        this.place = place;
    }

    /**
     * Names the culprit.
     *
     * @return the file, folder or data set in question
     */
    public String file() {
        return file;
    }

    /**
     * Tells where in the file.
     *
     * @return the place, such as "byte 4 (count)"; empty when the whole file is meant
     */
    public String place() {
        return place;
    }
}
