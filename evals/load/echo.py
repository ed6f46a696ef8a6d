"""A box, a button and an echo, mounted and given as many threads as our page. Run as `python -m evals.load.echo PORT`.

Not `evals.speed.bare`: that one is launched by Gradio itself, with Gradio's own one call at a time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import escape

AT_ONCE = 100
"""As many calls side by side as the room allows (`companion.ui.app.AT_ONCE`)."""


def main(port: int) -> None:
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr
    import uvicorn
    from anyio.to_thread import current_default_thread_limiter
    from fastapi import FastAPI

    @asynccontextmanager
    async def many_at_once(app: object) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = 2 * AT_ONCE
        yield

    def echo(text: str) -> str:
        return f'<p id="said">{escape(text, quote=False)}</p>'

    with gr.Blocks(analytics_enabled=False) as page:
        said = gr.HTML()
        box = gr.Textbox(elem_id="box", lines=6)
        gr.Button("Send", elem_id="go").click(echo, box, said, concurrency_limit=AT_ONCE, show_progress="minimal")
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=many_at_once)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        show_error=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
    )
    uvicorn.run(
        app, host="127.0.0.1", port=port, log_config=None, access_log=False, proxy_headers=False, server_header=False
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
