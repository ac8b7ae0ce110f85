//! What is said of a front-end's folder.

use naru_aws::text::Text;

use super::sentence::{Said, said};

const SECRET_TODO: Text = Text {
    ko: "올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.",
    en: "Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued.",
};

/// A secret of that kind, with what it is called before the rest of the sentence.
macro_rules! secret {
    ($kind:literal, $ko:literal, $en:literal) => {
        said("secret")
            .when(&[("secret", $kind)])
            .says(concat!($ko, " 파일에 들어 있어요."), concat!($en, " is in a file."))
            .todo(SECRET_TODO.ko, SECRET_TODO.en)
    };
}

/// Why it can't go up at all.
pub(crate) const FOLDER_PROBLEMS: &[Said] = &[
    said("empty_path").says("폴더를 골라 주세요.", "Choose a folder."),
    said("not_there").says("그런 폴더가 없어요.", "There is no such folder.").todo("{path}", "{path}"),
    said("unreadable").says("폴더를 읽을 권한이 없어요.", "You don’t have permission to read the folder.").todo(
        "권한을 확인하거나 다른 폴더를 골라 주세요. {path}",
        "Check its permissions, or choose another one. {path}",
    ),
    said("not_a_folder")
        .says("폴더가 아니라 파일이에요.", "That’s a file, not a folder.")
        .todo("그 파일이 들어 있는 폴더를 골라 주세요.", "Choose the folder it is in."),
    said("empty")
        .says("폴더가 비어 있어요.", "The folder is empty.")
        .todo("먼저 빌드하고 다시 살펴봐 주세요.", "Build first, then check again."),
    said("no_index")
        .when(&[("html", "")])
        .says("index.html이 없어요.", "There is no index.html.")
        .todo("빌드 결과가 나온 폴더를 골라 주세요.", "Choose the folder your build produced."),
    said("no_index").says("index.html이 없어요.", "There is no index.html.").todo(
        "혹시 {html} 파일이라면 이름을 index.html로 바꿔 주세요.",
        "If it is {html}, rename it to index.html.",
    ),
    said("package_unread")
        .when(&[("why", "encoding")])
        .says("package.json이 UTF-8도 UTF-16도 아니라서 읽을 수 없어요.", "package.json is neither UTF-8 nor UTF-16, so it can’t be read.")
        .todo("편집기에서 인코딩을 UTF-8로 바꿔 다시 저장해 주세요. {path}의 {line}번째 줄부터예요.", "Save it as UTF-8 in your editor: it begins at line {line} of {path}."),
    said("package_unread")
        .says("package.json의 {line}번째 줄이 JSON이 아니라서 읽을 수 없어요.", "Line {line} of package.json is no JSON, so it can’t be read.")
        .todo("쉼표나 따옴표가 빠지거나 남지 않았는지, <<<<<<< 같은 줄이 남지 않았는지 확인해 주세요. {path}", "Look for a comma or a quote too few or too many, and for lines such as <<<<<<<. {path}"),
    said("server_pages")
        .says("{file|은|는} 서버가 실행해서 만드는 페이지예요.", "{file} is a page that a server has to run.")
        .todo("S3는 파일을 그대로 보여 줄 뿐 실행하지 않아요. 서버와 함께 이미지로 만들어 백엔드로 배포하거나, HTML로 빌드한 폴더를 골라 주세요.", "S3 hands files out as they are and runs none. Deploy it with its server as the back-end’s image, or choose a folder of built HTML."),
    said("by_language")
        .says("언어마다 따로 빌드한 폴더({folders})만 있고, 첫 화면이 없어요.", "It was built once for each language ({folders}), without a first page.")
        .todo("Angular라면 ng build --localize=false 명령으로 한 언어만 빌드해 주세요. 아니면 한 언어로 이어지는 index.html을 {path} 폴더에 넣어 주세요.", "With Angular, build one language with ng build --localize=false. Else put an index.html that leads to one of them into {path}."),
    said("source_tree")
        .when(&[("missing", "static_output")])
        .says("서버로 실행하는 빌드예요.", "This project builds for a server.")
        .todo("쓰는 도구의 설정을 정적 사이트(SSG, prerender)나 SPA로 바꾸고 다시 빌드한 다음, index.html이 있는 폴더를 골라 주세요.", "Set your tool to make a static site (SSG, prerendering) or an SPA, build again, then choose the folder with index.html."),
    said("source_tree")
        .when(&[("missing", "next_output_export")])
        .says("아직 빌드하지 않은 소스 폴더예요.", "This is source code that hasn’t been built yet.")
        .todo("next.config에 output: 'export'를 더하고 {line} 명령으로 빌드한 다음, 나온 out 폴더를 골라 주세요.", "Add output: 'export' to next.config, build with {line}, then choose the folder out."),
    said("source_tree")
        .when(&[("missing", "svelte_adapter_static")])
        .says("서버로 실행하는 빌드예요.", "This project builds for a server.")
        .todo("svelte.config.js의 어댑터를 @sveltejs/adapter-static으로 바꾸고 {line} 명령으로 빌드한 다음, 나온 build 폴더를 골라 주세요.", "Change the adapter in svelte.config.js to @sveltejs/adapter-static, build with {line}, then choose the folder build."),
    said("source_tree")
        .when(&[("missing", "react_router_ssr_false")])
        .says("서버로 실행하는 빌드예요.", "This project builds for a server.")
        .todo("react-router.config에 ssr: false를 더하고 {line} 명령으로 빌드한 다음, 나온 build/client 폴더를 골라 주세요.", "Add ssr: false to react-router.config, build with {line}, then choose the folder build/client."),
    said("source_tree")
        .when(&[("missing", "angular_output_static")])
        .says("서버로 실행하는 빌드예요.", "This project builds for a server.")
        .todo("angular.json에서 outputMode를 \"static\"으로 바꾸고 {line} 명령으로 빌드한 다음, 나온 browser 폴더를 골라 주세요.", "Set outputMode to \"static\" in angular.json, build with {line}, then choose the folder browser that comes out."),
    said("source_tree")
        .when(&[("missing", "astro_output_static")])
        .says("서버로 실행하는 빌드예요.", "This project builds for a server.")
        .todo("astro.config의 output을 'static'으로 바꾸고 {line} 명령으로 빌드한 다음, 나온 dist 폴더를 골라 주세요.", "Set output to 'static' in astro.config, build with {line}, then choose the folder dist."),
    said("source_tree")
        .when(&[("built", ""), ("line", "")])
        .says("아직 빌드하지 않은 소스 폴더예요.", "This is source code that hasn’t been built yet.")
        .todo("먼저 빌드하고, 나온 폴더를 골라 주세요.", "Build first, then choose the folder it produces."),
    said("source_tree")
        .when(&[("built", ""), ("install", "")])
        .says("아직 빌드하지 않은 소스 폴더예요.", "This is source code that hasn’t been built yet.")
        .todo("{line} 명령으로 빌드하고 다시 살펴봐 주세요.", "Build them with {line}, then check again."),
    said("source_tree")
        .when(&[("built", "")])
        .says("아직 빌드하지 않은 소스 폴더예요.", "This is source code that hasn’t been built yet.")
        .todo("{install} && {line} 명령으로 빌드하고 다시 살펴봐 주세요.", "Build them with {install} && {line}, then check again."),
    said("source_tree")
        .says("빌드하기 전의 소스 폴더예요.", "This is the source code of a site, before building.")
        .todo("빌드 결과가 나온 {built} 폴더를 골라 주세요.", "Choose {built}, the folder your build produced."),
    said("too_many_files")
        .says("파일이 {limit}개보다 많아요.", "There are more than {limit} files.")
        .todo("빌드 결과만 있는 폴더인지 확인해 주세요.", "Check that the folder contains only the built files."),
    said("file_too_large").says("너무 큰 파일이 있어요.", "A file is too large.").todo(
        "5GB보다 큰 파일은 올릴 수 없어요. 폴더에서 빼 주세요: {file}.",
        "Files above 5 GB can’t be uploaded. Take {file} out of the folder.",
    ),
    said("name_too_long")
        .says("이름이 너무 긴 파일이 있어요.", "The name of a file is too long.")
        .todo("{file}의 이름을 줄이고 다시 빌드해 주세요.", "Shorten the name of {file} and build again."),
    said("symlink_loop")
        .says("제자리로 돌아오는 바로 가기(심볼릭 링크)가 있어요.", "A symbolic link points back to itself.")
        .todo("{link|을|를} 지우고 다시 살펴봐 주세요.", "Remove {link} and check again."),
    said("symlink_outside")
        .says(
            "폴더 밖을 가리키는 바로 가기(심볼릭 링크)가 있어요.",
            "A symbolic link points outside the folder.",
        )
        .todo(
            "{link|을|를} 지우거나, 필요한 파일을 폴더 안으로 복사해 주세요.",
            "Remove {link}, or copy the file it points to into the folder.",
        ),
    said("symlink_broken")
        .says("가리키는 곳이 없는 바로 가기(심볼릭 링크)가 있어요.", "A symbolic link points to nothing.")
        .todo("{link|을|를} 지워 주세요.", "Remove {link}."),
    said("name_not_utf8")
        .says("이름을 읽을 수 없는 파일이 있어요.", "The name of a file can’t be read.")
        .todo("{name}의 이름을 바꿔 주세요.", "Rename {name}."),
];

/// What was found in it.
pub(crate) const FOLDER_FINDINGS: &[Said] = &[
    said("local_address").says("내 컴퓨터나 내 네트워크에서만 통하는 주소가 들어 있어요.", "There is an address that works on your computer or network alone.").todo("방문자의 브라우저에서는 열리지 않아요. API 주소라면 /api처럼, 파일이라면 폴더 안의 경로로 바꿔 주세요.", "It won’t open in a visitor’s browser. Change the address of an API to something like /api, and that of a file to its path in the folder."),
    said("insecure_address").says("http://로 시작하는 주소가 들어 있어요.", "There is an address that starts with http://.").todo("HTTPS 페이지에서는 브라우저가 막아요. https://로 바꿔서 다시 빌드해 주세요.", "Browsers block it on an HTTPS page. Change it to https:// and build again."),
    secret!("private_key", "개인 키가", "A private key"),
    secret!("aws_access_key_id", "AWS 액세스 키 ID가", "An AWS access key ID"),
    secret!("aws_secret_access_key", "AWS 비밀 액세스 키가", "An AWS secret access key"),
    secret!("google_api_key", "Google API 키가", "A Google API key"),
    secret!("google_client_secret", "Google OAuth 비밀이", "A Google OAuth secret"),
    secret!("stripe", "Stripe 비밀 키가", "A Stripe secret key"),
    secret!("open_ai", "OpenAI 키가", "An OpenAI key"),
    secret!("anthropic", "Anthropic 키가", "An Anthropic key"),
    secret!("slack", "Slack 토큰이", "A Slack token"),
    secret!("git_hub", "GitHub 토큰이", "A GitHub token"),
    secret!("git_lab", "GitLab 토큰이", "A GitLab token"),
    secret!("npm", "npm 토큰이", "An npm token"),
    secret!("send_grid", "SendGrid 키가", "A SendGrid key"),
    secret!("supabase", "Supabase 비밀 키(service_role)가", "A Supabase secret key (service_role)"),
    secret!("toss_payments", "토스페이먼츠 시크릿 키가", "A Toss Payments secret key"),
    secret!("database_address", "데이터베이스의 주소와 비밀번호가", "The address of a database with its password"),
    secret!("token", "다른 서비스의 비밀 키가", "The secret key of a service"),
    said("secret").says("비밀 값이 파일에 들어 있어요.", "A secret is in a file.").todo(SECRET_TODO.ko, SECRET_TODO.en),
    said("key_store").says("개인 키를 담는 파일이 있어요.", "There is a file that holds private keys.").todo("폴더에서 빼고 다시 살펴봐 주세요.", "Take it out of the folder and check again."),
    said("environment_file").says("환경 변수 파일이 있어요. 올리지 않을게요.", "There is a file of environment variables. It won’t be uploaded.").todo("빌드할 때 그 값이 화면 코드에 들어갔을 수 있으니 비밀 값이 없는지 확인해 주세요.", "Its values may have ended up in the built code, so check that none of them is secret."),
    said("dependency_folder").says("node_modules가 있어요. 올리지 않을게요.", "There is a node_modules folder. It won’t be uploaded."),
    said("version_control").says(".git 폴더가 있어요. 올리지 않을게요.", "There is a .git folder. It won’t be uploaded."),
    said("server_file").says("서버나 데이터베이스가 쓰는 파일이 있어요.", "There is a file for a server or a database.").todo("올리면 누구나 내려받을 수 있어요. 사이트에 필요하지 않다면 폴더에서 빼 주세요.", "Once it is up, anyone can download it. Unless the site needs it, take it out of the folder."),
    said("empty_page").says("내용이 없는 빈 페이지가 있어요.", "There is a page with nothing in it.").todo("방문자에게 하얀 화면만 보여요. 파일을 저장했는지, 빌드가 끝났는지 확인해 주세요.", "A visitor sees white. Check that you saved the file, and that the build came to its end."),
    said("source_map").says("소스 맵이 있어요.", "There are source maps.").todo("누구나 원래 코드를 읽을 수 있어요. 괜찮다면 그대로 두어도 돼요.", "With them, anyone can read your original code. If you don’t mind, leave them."),
    said("decomposed_name").says("이름이 다른 방식으로 저장된 파일이 있어요.", "A file name is stored in a different form.").todo("한글 이름의 파일이 열리지 않을 수 있어요. 파일 이름을 다시 적거나 영문으로 바꿔 주세요.", "A file with accents or Hangul in its name may not open. Retype its name, or use plain letters."),
    said("awkward_name").says("이름에 +, #, ?, %가 들어간 파일이 있어요.", "A file name has +, #, ? or % in it.").todo("링크에는 %2B, %23, %3F, %25로 적어야 열려요. 되도록 다른 이름으로 바꿔 주세요.", "Links have to write them as %2B, %23, %3F and %25. A plain name is safer."),
    said("missing_file").says("페이지가 찾는 파일이 폴더에 없어요.", "A file that a page asks for isn’t in the folder.").todo("파일을 넣거나, 찾는 곳을 지우고 다시 빌드해 주세요.", "Add the file, or remove what asks for it, and build again."),
    said("name_case").says("파일 이름의 대문자와 소문자가 달라요.", "A file is asked for with different capital letters.").todo("내 컴퓨터에서는 열리지만 서버에서는 열리지 않아요. 실제 이름은 {there|이니|니} 똑같이 적어 주세요.", "It works on your computer but not on a server. The file is called {there}; write it exactly like that."),
    said("base_path").says("{base} 주소에 맞춰 빌드한 사이트예요.", "This site was built for an address that ends in {base}.").todo("그대로 올리면 파일을 찾지 못해서 하얀 화면만 보여요. base(Vite), homepage(Create React App), basePath(Next.js), --base-href(Angular)를 /로 바꾸고 다시 빌드해 주세요.", "Uploaded like this, its files won’t be found and the page stays blank. Set base (Vite), homepage (Create React App), basePath (Next.js) or --base-href (Angular) to / and build again."),
    said("relative_paths").says("앱이 스크립트를 상대 경로로 찾아요.", "The app looks for its scripts relative to the page.").todo("/users/7 같은 주소에서 새로고침하면 찾지 못해요. base(Vite)나 publicPath를 /로 바꾸고 다시 빌드해 주세요. 주소에 늘 #이 붙는 앱이라면 그대로 두어도 돼요.", "When reloaded at an address like /users/7, it won’t find them. Set base (Vite) or publicPath to / and build again. If all its addresses have a #, leave it as it is."),
];
