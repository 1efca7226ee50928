#!/usr/bin/env python3
"""The job of `gfbench sweeps` in Hydra: a function that does nothing, under Hydra's defaults."""
import hydra


@hydra.main(version_base=None, config_path=None)
def job(config):
    pass


if __name__ == "__main__":
    job()
