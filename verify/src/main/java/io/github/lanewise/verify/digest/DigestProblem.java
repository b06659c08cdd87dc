package io.github.lanewise.verify.digest;

import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Subjects;

/**
 * A problem of the fixed set, on values of one kind and seed. As text: {@code mb17ic7ih13oc9kh3ph1 FLOATS 1}.
 *
 * @param subject the operator at the problem
 * @param values where its inputs are drawn
 */
public record DigestProblem(Subject subject, Values values) {
    /**
     * Reads a line.
     *
     * @param line problem string, kind of values, seed
     * @return the problem
     * @throws IllegalArgumentException if the line is not of this form
     */
    public static DigestProblem parse(String line) {
        String[] words = line.strip().split("\\s+");
        if (words.length != 3) {
            throw new IllegalArgumentException(
                    "line \"" + line + "\": expected a problem string, a kind of values and a "
                            + "seed, such as mb17ic7ih13oc9kh3ph1 FLOATS 1");
        }
        return new DigestProblem(Subjects.parse(words[0]),
                new Values(Values.Kind.valueOf(words[1]), Long.parseLong(words[2])));
    }

    @Override
    public String toString() {
        return subject.problem() + " " + values.kind() + " " + values.seed();
    }
}
