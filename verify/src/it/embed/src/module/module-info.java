/** The same consumer on the module path. */
module embed {
    requires io.github.lanewise.kernels;
}
