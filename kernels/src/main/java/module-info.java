/** Neural-network compute kernels in pure Java on the Vector API. */
module io.github.lanewise.kernels {
    requires jdk.management;
    requires static jdk.incubator.vector;

    exports io.github.lanewise.kernels;
}
