package io.github.lanewise.verify.digest;

import io.github.lanewise.verify.subject.Result;
import io.github.lanewise.verify.subject.Trial;
import io.github.lanewise.verify.subject.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bits of every operator over a fixed set of problems, as digests that stand in the repository: the same on every machine,
 * and changed by nothing but a change of the published order or of the elementary functions.
 *
 * <p>{@code problems.txt} beside this class holds the set, one {@link DigestProblem} a line; {@code digests.txt} is written from
 * it by {@code verify bits --update}. In both, lines that begin with # are for people.
 */
public final class Digests {
    private static final String PROBLEMS = "problems.txt";
    private static final String DIGESTS = "digests.txt";
    private static final int OFFSET = 1;

    private Digests() {}

    /**
     * The digest of one result of one problem.
     *
     * @param name problem, kind of values, seed and result
     * @param hex SHA-256 of the floats, big-endian, every NaN the same
     * @param deviations what some algorithm, number of threads or form of call made of it instead; empty if all is well
     */
    public record Digest(String name, String hex, List<String> deviations) {}

    /**
     * The fixed set.
     *
     * @return its problems in order
     */
    public static List<DigestProblem> problems() {
        return lines(resource(PROBLEMS)).stream().map(DigestProblem::parse).toList();
    }

    /**
     * The digests that stand in the repository.
     *
     * @return digests by name, in order
     */
    public static Map<String, String> published() {
        return parse(resource(DIGESTS));
    }

    /**
     * Reads a file of digests.
     *
     * @param text its text
     * @return digests by name, in order
     */
    public static Map<String, String> parse(String text) {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String line : lines(text)) {
            String[] words = line.split("\\s+", 2);
            if (words.length != 2 || digests.putIfAbsent(words[1], words[0]) != null) {
                throw new IllegalArgumentException("line \"" + line + "\": expected a digest and a name of its own");
            }
        }
        return digests;
    }

    /**
     * Writes a file of digests.
     *
     * @param digests the digests
     * @return what {@link #parse} reads
     */
    public static String format(List<Digest> digests) {
        StringBuilder text = new StringBuilder("# Written by verify/bin/verify bits --update\n");
        digests.forEach(digest -> text.append(digest.hex).append("  ").append(digest.name).append('\n'));
        return text.toString();
    }

    /**
     * Computes every result of a problem, by every algorithm and in every way.
     *
     * @param problem the problem
     * @param ways on how many threads
     * @return a digest for each result
     */
    public static List<Digest> of(DigestProblem problem, List<Way> ways) {
        List<Digest> digests = new ArrayList<>();
        for (Result result : problem.subject().results()) {
            digests.add(of(problem, result, ways));
        }
        return digests;
    }

    private static Digest of(DigestProblem problem, Result result, List<Way> ways) {
        String first = null;
        List<String> deviations = new ArrayList<>();
        for (String algorithm : result.algorithms()) {
            for (Way way : ways) {
                Trial trial = new Trial(algorithm, way, OFFSET, problem.values());
                try {
                    String hex = hex(result.compute(trial));
                    first = first == null ? hex : first;
                    if (!hex.equals(first)) {
                        deviations.add(trial + ": " + hex);
                    }
                } catch (AssertionError | RuntimeException e) { // it wrote where it must not, forms differ, or it broke down
                    deviations.add(trial + ": " + e);
                }
            }
        }
        return new Digest(problem + " " + result.name(), first == null ? "none" : first, deviations);
    }

    private static String hex(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (float value : values) {
            bytes.putInt(Float.floatToIntBits(value)); // not the raw bits: one NaN for all
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    }

    private static String resource(String name) {
        try (InputStream in = Digests.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
