demo-title = The demo company
demo-lead = “Dastarkhan” sells tableware to cafés and families in Almaty. Its clients and their history are invented, but lived through by real deeds over two years: see what a working card index looks like.
demo-removal-hint = The demo clients can be removed whole. Everything that you added yourself stays.
demo-remove = Remove the demo company
demo-load = Load the demo company
demo-not-empty = There are clients already: the demo company is loaded only into an empty base.
demo-loaded = { $n ->
    [one] Loaded { $n } demo client
   *[other] Loaded { $n } demo clients
}
demo-removed = { $n ->
    [one] Removed { $n } demo client
   *[other] Removed { $n } demo clients
}
