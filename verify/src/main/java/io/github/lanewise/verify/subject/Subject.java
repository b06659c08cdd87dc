package io.github.lanewise.verify.subject;

import java.util.List;

/**
 * One operator at one problem, with all it computes. Properties, {@code verify check} and {@code verify bits} know operators
 * by this interface alone, so an operator that implements it is checked by all of them; {@link OneResult} is that check.
 */
public interface Subject {
    /**
     * The problem string.
     *
     * @return what {@link Subjects#parse} reads, for the operators of Lanewise
     */
    String problem();

    /**
     * What the operator computes: its output, its gradients, and whatever else it writes.
     *
     * @return at least one result
     */
    List<Result> results();

    /**
     * One of the results.
     *
     * @param name its name
     * @return the result
     */
    default Result result(String name) {
        return results().stream().filter(result -> result.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(problem() + " has no result " + name));
    }
}
