"""Paths, flows, trees, colours, matchings, ranks and layouts of graphs; and an error."""

import networkx as nx


def run():
    graph = nx.gnm_random_graph(40, 90, seed=4)
    weighted = nx.Graph()
    weighted.add_weighted_edges_from((a, b, (a * b) % 7 + 1) for a, b in graph.edges)
    flow = nx.DiGraph()
    for a, b in graph.edges:
        flow.add_edge(a, b, capacity=(a + b) % 5 + 1)
    try:
        nx.shortest_path(nx.Graph([(1, 2), (3, 4)]), 1, 4)
    except nx.NetworkXNoPath as error:
        failure = str(error)
    return (
        nx.dijkstra_path_length(weighted, 0, 20),
        nx.maximum_flow_value(flow, 0, 39),
        sorted(nx.minimum_spanning_tree(weighted).edges(data="weight"))[:10],
        sorted(map(len, nx.connected_components(graph))),
        {n: round(v, 6) for n, v in list(nx.pagerank(graph).items())[:5]},
        max(nx.greedy_color(graph).values()),
        len(nx.max_weight_matching(weighted)),
        [sorted(c) for c in nx.community.greedy_modularity_communities(nx.karate_club_graph())][0],
        list(nx.topological_sort(nx.DiGraph([(3, 1), (1, 2)]))),
        round(nx.average_clustering(graph), 6),
        nx.is_isomorphic(nx.cycle_graph(5), nx.relabel_nodes(nx.cycle_graph(5), {0: 9})),
        failure,
    )
