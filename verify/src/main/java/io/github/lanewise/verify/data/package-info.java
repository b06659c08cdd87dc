/** What properties are tried on: shapes around the edges of every tile, values of several kinds, guarded memory. */
package io.github.lanewise.verify.data;
