/** Methods that form the hypergradient \(f_\varphi - g_{\varphi\lambda} g_{\lambda\lambda}^{-1} f_\lambda\) itself. */
package org.plumbline.algorithm.hypergradient;
