package io.github.lanewise.verify.mutation;

/**
 * One mutant: a class in which one instruction was changed. Its name has no line number, so that it lasts while the lines
 * around it move: class and method, the change, and the source line as it stands there.
 *
 * @param type the changed class
 * @param name {@code class.method | change | source line}, the class without the packages that all share
 * @param killed whether a test noticed
 */
record Mutant(String type, String name, boolean killed) {
    /** The package of the changed class. */
    String packageName() {
        return type.substring(0, type.lastIndexOf('.'));
    }
}
