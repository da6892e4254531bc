"""Pure text processing: folding now; readings, segmentation, similarity and classifiers later."""
